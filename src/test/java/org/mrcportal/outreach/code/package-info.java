@NullMarked
package org.mrcportal.outreach.code;

import org.jspecify.annotations.NullMarked;
