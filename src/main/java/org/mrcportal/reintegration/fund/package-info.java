/** Funds: what a project may spend at a centre, what is committed and spent of it, and the limits a centre sets itself. */
@NullMarked
package org.mrcportal.reintegration.fund;

import org.jspecify.annotations.NullMarked;
