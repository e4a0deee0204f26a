/** Institutions a centre works with. */
@NullMarked
package org.mrcportal.outreach.institution;

import org.jspecify.annotations.NullMarked;
