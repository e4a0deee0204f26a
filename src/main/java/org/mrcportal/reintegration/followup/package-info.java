/**
 * Asking how it goes: follow-ups 3, 6 and 12 months after the return and whenever else, the attempts to reach the person,
 * and what the person tells. Nobody is called "not reached" before three attempts over 60 days.
 */
@NullMarked
package org.mrcportal.reintegration.followup;

import org.jspecify.annotations.NullMarked;
