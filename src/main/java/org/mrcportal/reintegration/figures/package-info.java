/** What managers count of casework, and the records behind it. */
@NullMarked
package org.mrcportal.reintegration.figures;

import org.jspecify.annotations.NullMarked;
