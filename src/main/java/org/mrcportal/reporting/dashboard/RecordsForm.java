package org.mrcportal.reporting.dashboard;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mrcportal.counselling.CounsellingFigures.Dimension;
import org.mrcportal.counselling.CounsellingRecords.Position;
import org.mrcportal.reporting.dashboard.Key.Measure;
import org.mrcportal.shared.NotFound;

/** Which records the address of a list asks for, beside the period and the centres. */
record RecordsForm(
        @Nullable String what,
        @Nullable String type,
        @Nullable String client,
        @Nullable String topic,
        @Nullable String destination,
        @Nullable String sex,
        @Nullable String age,
        @Nullable String region,
        @Nullable String language,
        @Nullable String mode,
        @Nullable String state,
        @Nullable String spoken,
        @Nullable String after,
        @Nullable String before) {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,30}");

    /** @throws NotFound where there is no such list */
    Measure measure() {
        return Arrays.stream(Measure.values())
                .filter(measure -> measure.list().equals(what))
                .findFirst()
                .orElseThrow(() -> new NotFound("list"));
    }

    /**
     * The values looked at; those of the other kind of record are passed over.
     *
     * @throws NotFound where one can be no code
     */
    Map<Dimension, String> values() {
        Map<Dimension, String> values = new EnumMap<>(Dimension.class);
        if (measure() == Measure.APPOINTMENTS) {
            put(values, Dimension.APPOINTMENT_STATE, state);
            put(values, Dimension.VISIT_LANGUAGE, spoken);
            return values;
        }
        put(values, Dimension.CONTACT_TYPE, type);
        put(values, Dimension.ANONYMITY, client);
        put(values, Dimension.TOPIC, topic);
        put(values, Dimension.DESTINATION, destination);
        put(values, Dimension.REGION, region);
        put(values, Dimension.LANGUAGE, language);
        put(values, Dimension.MODE, mode);
        String bothSides = codeOrNothing(sex) + ":" + codeOrNothing(age);
        if (!bothSides.equals(":")) {
            values.put(Dimension.SEX_AGE, bothSides);
        }
        return values;
    }

    /** @throws NotFound where it is no place in a list */
    @Nullable
    Position position() {
        if (before != null && !before.isEmpty()) {
            return position(before, true);
        }
        return after == null || after.isEmpty() ? null : position(after, false);
    }

    static String place(Instant at, UUID id) {
        return at + "_" + id;
    }

    static Position position(String place, boolean backwards) {
        int line = place.indexOf('_');
        if (line < 0 || place.length() > 80) {
            throw new NotFound("place");
        }
        try {
            Instant at = Instant.parse(place.substring(0, line));
            boolean storable =
                    at.isAfter(Instant.EPOCH.minusSeconds(1)) && at.isBefore(Instant.parse("2200-01-01T00:00:00Z"));
            if (storable) {
                return new Position(at, UUID.fromString(place.substring(line + 1)), backwards);
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            // no place either
        }
        throw new NotFound("place");
    }

    private static void put(Map<Dimension, String> values, Dimension dimension, @Nullable String typed) {
        String code = codeOrNothing(typed);
        if (!code.isEmpty()) {
            values.put(dimension, code.equals(Address.NOT_SAID) ? "" : code);
        }
    }

    static String codeOrNothing(@Nullable String typed) {
        if (typed == null || typed.isEmpty()) {
            return "";
        }
        if (!CODE.matcher(typed).matches()) {
            throw new NotFound("code");
        }
        return typed;
    }
}
