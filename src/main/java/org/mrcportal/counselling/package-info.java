/**
 * Counselling: a person books an hour with a counsellor, or walks in, and the consultation is logged.
 *
 * <p>This package is the module's shop window; everything below it is its own business.
 */
@NullMarked
@ApplicationModule(
        displayName = "Counselling",
        allowedDependencies = {"clients", "accounts", "centres", "shared"})
package org.mrcportal.counselling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
