@NullMarked
package org.mrcportal.counselling.queue;

import org.jspecify.annotations.NullMarked;
