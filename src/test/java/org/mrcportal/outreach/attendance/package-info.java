@NullMarked
package org.mrcportal.outreach.attendance;

import org.jspecify.annotations.NullMarked;
