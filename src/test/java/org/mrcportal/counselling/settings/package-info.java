@NullMarked
package org.mrcportal.counselling.settings;

import org.jspecify.annotations.NullMarked;
