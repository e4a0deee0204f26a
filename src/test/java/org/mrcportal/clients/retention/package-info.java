/** Tests of how long names are kept. */
@NullMarked
package org.mrcportal.clients.retention;

import org.jspecify.annotations.NullMarked;
