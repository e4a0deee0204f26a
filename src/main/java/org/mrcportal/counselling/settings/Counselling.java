package org.mrcportal.counselling.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.OpeningHours;

/**
 * How somebody counsels in an ordinary week.
 *
 * @param active whether people can book with them
 * @param sex F or M; null: not said
 * @param languages ISO 639-1 codes
 * @param week hours in the centre's zone
 */
record Counselling(boolean active, @Nullable String sex, List<String> languages, List<OpeningHours> week) {}
