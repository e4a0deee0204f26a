/** Regions, their districts, and how many people live in them. */
@NullMarked
package org.mrcportal.centres.region;

import org.jspecify.annotations.NullMarked;
