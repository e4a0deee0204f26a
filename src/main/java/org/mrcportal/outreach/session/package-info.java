/** Awareness sessions: planning them, alone or as a series, and telling the public of them. */
@NullMarked
package org.mrcportal.outreach.session;

import org.jspecify.annotations.NullMarked;
