@NullMarked
package org.mrcportal.counselling.complaint;

import org.jspecify.annotations.NullMarked;
