@NullMarked
package org.mrcportal.reintegration.fund;

import org.jspecify.annotations.NullMarked;
