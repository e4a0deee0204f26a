/** What counselling counts, and the records behind each number. */
@NullMarked
package org.mrcportal.counselling.figures;

import org.jspecify.annotations.NullMarked;
