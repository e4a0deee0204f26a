/** Tests of the calendar. */
@NullMarked
package org.mrcportal.counselling.calendar;

import org.jspecify.annotations.NullMarked;
