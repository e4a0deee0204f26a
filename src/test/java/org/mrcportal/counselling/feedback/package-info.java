@NullMarked
package org.mrcportal.counselling.feedback;

import org.jspecify.annotations.NullMarked;
