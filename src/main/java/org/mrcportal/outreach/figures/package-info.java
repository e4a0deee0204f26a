/** The figures of outreach, the records behind them, and what a session has cost. */
@NullMarked
package org.mrcportal.outreach.figures;

import org.jspecify.annotations.NullMarked;
