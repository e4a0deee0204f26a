package org.mrcportal.reintegration;

import org.jspecify.annotations.Nullable;

/**
 * What is on record of a field that somebody else changed meanwhile, for showing beside what the reader typed.
 *
 * @param label message key of the field's name
 * @param text in the reader's words; null: nothing
 */
public record StoredField(String label, @Nullable String text) {}
