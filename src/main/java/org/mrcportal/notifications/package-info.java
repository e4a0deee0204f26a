/**
 * Notifications: messages in the person's language; listens only.
 *
 * <p>This package is the module's shop window; everything below it is its own business.
 */
@NullMarked
@ApplicationModule(
        displayName = "Notifications",
        allowedDependencies = {"counselling", "outreach", "reintegration", "clients", "centres", "shared"})
package org.mrcportal.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
