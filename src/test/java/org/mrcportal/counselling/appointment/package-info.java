/** What is promised of appointments. */
@NullMarked
package org.mrcportal.counselling.appointment;

import org.jspecify.annotations.NullMarked;
