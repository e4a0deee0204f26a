/** Indicators: what each number means, defined once. */
@NullMarked
package org.mrcportal.reporting.indicator;

import org.jspecify.annotations.NullMarked;
