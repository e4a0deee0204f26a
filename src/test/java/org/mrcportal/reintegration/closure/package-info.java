@NullMarked
package org.mrcportal.reintegration.closure;

import org.jspecify.annotations.NullMarked;
