/** Who works on a case, who stands in, who is overburdened, and what everybody has to do next. */
@NullMarked
package org.mrcportal.reintegration.team;

import org.jspecify.annotations.NullMarked;
