@NullMarked
package org.mrcportal.centres;

import org.jspecify.annotations.NullMarked;
