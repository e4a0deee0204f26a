/** The end of a case: why, what is still open, taking it up again, and what becomes of its content years later. */
@NullMarked
package org.mrcportal.reintegration.closure;

import org.jspecify.annotations.NullMarked;
