/** The languages a talk is held in. */
@NullMarked
package org.mrcportal.counselling.talk;

import org.jspecify.annotations.NullMarked;
