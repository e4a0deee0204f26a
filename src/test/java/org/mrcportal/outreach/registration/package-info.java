@NullMarked
package org.mrcportal.outreach.registration;

import org.jspecify.annotations.NullMarked;
