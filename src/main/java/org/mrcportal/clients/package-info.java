/**
 * Clients: the people served, by code; who they are is kept apart and sealed.
 *
 * <p>This package is the module's shop window; everything below it is its own business.
 */
@NullMarked
@ApplicationModule(
        displayName = "Clients",
        allowedDependencies = {"accounts", "centres", "shared"})
package org.mrcportal.clients;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
