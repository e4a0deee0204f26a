/**
 * Attendance: who came to an awareness session, by ticket, by name, or as heads counted by taps or from a paper sheet.
 * Attendances are heads, never persons.
 */
@NullMarked
package org.mrcportal.outreach.attendance;

import org.jspecify.annotations.NullMarked;
