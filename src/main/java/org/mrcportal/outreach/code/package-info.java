/** Short codes on leaflets, posts and sessions, by which bookings and registrations are counted back to them. */
@NullMarked
package org.mrcportal.outreach.code;

import org.jspecify.annotations.NullMarked;
