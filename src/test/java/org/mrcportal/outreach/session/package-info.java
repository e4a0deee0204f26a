@NullMarked
package org.mrcportal.outreach.session;

import org.jspecify.annotations.NullMarked;
