@NullMarked
package org.mrcportal.outreach.reachimport;

import org.jspecify.annotations.NullMarked;
