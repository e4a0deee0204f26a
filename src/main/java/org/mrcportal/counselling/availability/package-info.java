/** Availability: which times are free, worked out from hours, absences, closed days and appointments. */
@NullMarked
package org.mrcportal.counselling.availability;

import org.jspecify.annotations.NullMarked;
