/**
 * Outreach: awareness sessions and who came, campaigns and their reach, visits and leaders.
 *
 * <p>Attendances and reach are measures of their own: neither is ever added to contacts or persons. This package is the
 * module's shop window; everything below it is its own business.
 */
@NullMarked
@ApplicationModule(
        displayName = "Outreach",
        allowedDependencies = {"accounts", "centres", "shared"})
package org.mrcportal.outreach;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
