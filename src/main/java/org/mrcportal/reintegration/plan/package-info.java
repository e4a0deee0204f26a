/** The plan: goals, steps towards them, the client's agreement, approval by a second person, and what client and partners say. */
@NullMarked
package org.mrcportal.reintegration.plan;

import org.jspecify.annotations.NullMarked;
