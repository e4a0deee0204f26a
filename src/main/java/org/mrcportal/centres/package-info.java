/**
 * Centres: centres, their regions, opening hours, closed days and the services they offer.
 *
 * <p>This package is the module's shop window; everything below it is its own business.
 */
@NullMarked
@ApplicationModule(
        displayName = "Centres",
        allowedDependencies = {"shared"})
package org.mrcportal.centres;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
