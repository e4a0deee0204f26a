@NullMarked
package org.mrcportal.outreach.coverage;

import org.jspecify.annotations.NullMarked;
