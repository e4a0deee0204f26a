/** Two instances of the portal on one database on a bad day, and what has to be true afterwards. */
@NullMarked
package org.mrcportal.chaos;

import org.jspecify.annotations.NullMarked;
