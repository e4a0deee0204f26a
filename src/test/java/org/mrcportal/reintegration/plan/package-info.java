@NullMarked
package org.mrcportal.reintegration.plan;

import org.jspecify.annotations.NullMarked;
