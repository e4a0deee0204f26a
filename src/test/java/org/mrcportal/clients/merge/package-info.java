@NullMarked
package org.mrcportal.clients.merge;

import org.jspecify.annotations.NullMarked;
