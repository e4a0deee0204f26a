@NullMarked
package org.mrcportal.counselling.dates;

import org.jspecify.annotations.NullMarked;
