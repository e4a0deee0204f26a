/** Courses of the centre and of its partners: places, who is enrolled from which case, who was there, certificates. */
@NullMarked
package org.mrcportal.reintegration.training;

import org.jspecify.annotations.NullMarked;
