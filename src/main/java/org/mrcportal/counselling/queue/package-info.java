/** The walk-in queue: somebody comes without a booking, gets a ticket with no name on it, and waits for a counsellor. */
@NullMarked
package org.mrcportal.counselling.queue;

import org.jspecify.annotations.NullMarked;
