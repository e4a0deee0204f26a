@NullMarked
package org.mrcportal.reintegration.training;

import org.jspecify.annotations.NullMarked;
