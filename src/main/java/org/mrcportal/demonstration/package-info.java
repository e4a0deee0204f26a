/**
 * Demonstration: fills an empty database with the real centres and an invented year of work, so that the portal can be
 * looked at. It writes the other modules' tables in bulk; nobody depends on it.
 */
@NullMarked
@ApplicationModule(
        displayName = "Demonstration",
        allowedDependencies = {"counselling", "clients", "accounts", "centres", "shared"})
package org.mrcportal.demonstration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
