@NullMarked
package org.mrcportal.reintegration.referral;

import org.jspecify.annotations.NullMarked;
