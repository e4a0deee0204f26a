/**
 * Partner institutions: whom a centre refers people to, who trains them, what each offers, where, and when somebody last
 * reached the contact.
 */
@NullMarked
@ApplicationModule(
        displayName = "Partners",
        allowedDependencies = {"accounts", "centres", "shared"})
package org.mrcportal.partners;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
