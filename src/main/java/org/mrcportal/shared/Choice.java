package org.mrcportal.shared;

import org.jspecify.annotations.Nullable;

/**
 * One answer a person can pick: a radio, a checkbox or an option of a select.
 *
 * @param value what the form submits
 * @param label what the reader sees, already in the reader's language
 * @param hint a second line under the label, or null
 * @param pictogram the name of a fragment parameter of {@code layout/pictograms.html}, or null
 */
public record Choice(
        String value,
        String label,
        @Nullable String hint,
        @Nullable String pictogram) {

    public static Choice of(String value, String label) {
        return new Choice(value, label, null, null);
    }
}
