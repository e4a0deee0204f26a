/** The managers' dashboard: figures of a period, the records behind each of them, and their tables as files. */
@NullMarked
package org.mrcportal.reporting.dashboard;

import org.jspecify.annotations.NullMarked;
