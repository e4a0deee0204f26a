@NullMarked
package org.mrcportal.shared;

import org.jspecify.annotations.NullMarked;
