/** Urgent help: numbers that somebody has called and confirmed. */
@NullMarked
package org.mrcportal.centres.urgent;

import org.jspecify.annotations.NullMarked;
