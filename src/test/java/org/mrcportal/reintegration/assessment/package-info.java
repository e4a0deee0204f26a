@NullMarked
package org.mrcportal.reintegration.assessment;

import org.jspecify.annotations.NullMarked;
