@NullMarked
package org.mrcportal.outreach.campaign;

import org.jspecify.annotations.NullMarked;
