@NullMarked
package org.mrcportal.counselling.interpreter;

import org.jspecify.annotations.NullMarked;
