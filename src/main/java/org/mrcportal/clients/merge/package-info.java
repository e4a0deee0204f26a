/** Two records that turn out to be one person: compared, merged, and taken apart again. */
@NullMarked
package org.mrcportal.clients.merge;

import org.jspecify.annotations.NullMarked;
