@NullMarked
package org.mrcportal.reintegration.transfer;

import org.jspecify.annotations.NullMarked;
