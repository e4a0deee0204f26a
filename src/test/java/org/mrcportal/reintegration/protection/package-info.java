@NullMarked
package org.mrcportal.reintegration.protection;

import org.jspecify.annotations.NullMarked;
