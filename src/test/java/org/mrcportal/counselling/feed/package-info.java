@NullMarked
package org.mrcportal.counselling.feed;

import org.jspecify.annotations.NullMarked;
