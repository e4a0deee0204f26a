/** What the pages about work in the districts share. */
@NullMarked
package org.mrcportal.outreach.field;

import org.jspecify.annotations.NullMarked;
