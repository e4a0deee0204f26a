/**
 * Calendar feeds: a secret address at which a counsellor's calendar program, or a centre's, finds the visits as busy times,
 * without saying whose they are or why.
 */
@NullMarked
package org.mrcportal.counselling.feed;

import org.jspecify.annotations.NullMarked;
