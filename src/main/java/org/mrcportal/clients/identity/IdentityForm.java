package org.mrcportal.clients.identity;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/** What the page that changes an identity submits; it shows all of it, so leaving a field empty forgets it. */
record IdentityForm(@Nullable String version, @Valid ContactForm contact) {

    IdentityForm(@Nullable String version, @Nullable ContactForm contact) {
        this.version = version;
        this.contact = contact == null ? ContactForm.blank(null, null, null) : contact;
    }

    /** Nothing was ever changed from a version that is no number: it counts as an old one. */
    long seen() {
        return version != null && version.matches("\\d{1,9}") ? Long.parseLong(version) : -1;
    }
}
