/** Which regions and districts are reached, and which are not. */
@NullMarked
package org.mrcportal.outreach.coverage;

import org.jspecify.annotations.NullMarked;
