@NullMarked
package org.mrcportal.reintegration.followup;

import org.jspecify.annotations.NullMarked;
