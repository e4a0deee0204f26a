/**
 * Reporting: indicators and dashboards, composed from what the areas publish; nobody depends on it.
 *
 * <p>This package is the module's shop window; everything below it is its own business.
 */
@NullMarked
@ApplicationModule(
        displayName = "Reporting",
        allowedDependencies = {"counselling", "outreach", "reintegration", "clients", "accounts", "centres", "shared"})
package org.mrcportal.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
