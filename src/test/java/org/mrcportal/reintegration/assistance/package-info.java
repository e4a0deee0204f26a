@NullMarked
package org.mrcportal.reintegration.assistance;

import org.jspecify.annotations.NullMarked;
