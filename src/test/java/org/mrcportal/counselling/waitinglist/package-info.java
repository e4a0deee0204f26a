@NullMarked
package org.mrcportal.counselling.waitinglist;

import org.jspecify.annotations.NullMarked;
