/** Community leaders and influencers who have agreed to be listed. */
@NullMarked
package org.mrcportal.outreach.leader;

import org.jspecify.annotations.NullMarked;
