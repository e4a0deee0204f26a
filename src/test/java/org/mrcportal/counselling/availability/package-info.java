/** What is promised of free times. */
@NullMarked
package org.mrcportal.counselling.availability;

import org.jspecify.annotations.NullMarked;
