/** Appointments: holding a time, booking it, moving and giving it up, and what becomes of it on the day. */
@NullMarked
package org.mrcportal.counselling.appointment;

import org.jspecify.annotations.NullMarked;
