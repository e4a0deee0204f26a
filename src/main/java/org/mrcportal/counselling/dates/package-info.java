/** Dates that matter to a person, made into a calendar file or a card on request. Nothing of them is kept. */
@NullMarked
package org.mrcportal.counselling.dates;

import org.jspecify.annotations.NullMarked;
