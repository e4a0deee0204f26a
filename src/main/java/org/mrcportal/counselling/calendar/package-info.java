/** Calendar: a day or a week of a centre, with who is there, who comes when and what is free; for reading and printing. */
@NullMarked
package org.mrcportal.counselling.calendar;

import org.jspecify.annotations.NullMarked;
