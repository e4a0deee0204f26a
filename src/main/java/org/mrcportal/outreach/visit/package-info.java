/** Outreach visits: who goes to which district, with whom they speak, what came of it. */
@NullMarked
package org.mrcportal.outreach.visit;

import org.jspecify.annotations.NullMarked;
