package org.mrcportal.centres;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A day on which a centre stays closed.
 *
 * @param holiday which public holiday it is, its label being {@code centres.holiday.<holiday>}; null: the centre's own day
 */
public record ClosedDay(LocalDate day, @Nullable String holiday) {}
