@NullMarked
package org.mrcportal.counselling.consultation;

import org.jspecify.annotations.NullMarked;
