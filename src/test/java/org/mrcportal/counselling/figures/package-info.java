/** Tests of what counselling counts. */
@NullMarked
package org.mrcportal.counselling.figures;

import org.jspecify.annotations.NullMarked;
