/**
 * Audit: who did and who read what; listens only.
 *
 * <p>This package is the module's shop window; everything below it is its own business.
 */
@NullMarked
@ApplicationModule(
        displayName = "Audit",
        allowedDependencies = {"accounts", "clients", "centres", "shared"})
package org.mrcportal.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
