@NullMarked
package org.mrcportal.outreach.visit;

import org.jspecify.annotations.NullMarked;
