/** The centres: where they are, when they are open, what they offer. */
@NullMarked
package org.mrcportal.centres.centre;

import org.jspecify.annotations.NullMarked;
