@NullMarked
package org.mrcportal.outreach.leader;

import org.jspecify.annotations.NullMarked;
