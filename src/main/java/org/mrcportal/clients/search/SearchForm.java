package org.mrcportal.clients.search;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The one box of the search. */
record SearchForm(@Size(max = 100) @Nullable String q) {

    boolean isBlank() {
        return q == null || q.isBlank();
    }
}
