/** The case itself: opening it, its states, its people, what happened in it and who looked. */
@NullMarked
package org.mrcportal.reintegration.casefile;

import org.jspecify.annotations.NullMarked;
