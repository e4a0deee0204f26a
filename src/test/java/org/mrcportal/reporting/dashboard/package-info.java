/** Tests of the managers' dashboard. */
@NullMarked
package org.mrcportal.reporting.dashboard;

import org.jspecify.annotations.NullMarked;
