/** Registering for awareness sessions: places, the waiting list, and what people and staff do with a registration. */
@NullMarked
package org.mrcportal.outreach.registration;

import org.jspecify.annotations.NullMarked;
