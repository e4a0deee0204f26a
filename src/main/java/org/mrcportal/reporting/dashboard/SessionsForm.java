package org.mrcportal.reporting.dashboard;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mrcportal.counselling.CounsellingRecords.Position;
import org.mrcportal.outreach.OutreachFigures.Dimension;
import org.mrcportal.outreach.OutreachRecords.Place;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.shared.NotFound;

/**
 * Which sessions the address of a list asks for, beside the period and the centres.
 *
 * @param checked topic of a knowledge check
 * @param after the place in the list where the page begins
 */
record SessionsForm(
        @Nullable String state,
        @Nullable String sex,
        @Nullable String age,
        @Nullable String region,
        @Nullable String topic,
        @Nullable String audience,
        @Nullable String currency,
        @Nullable String turnout,
        @Nullable String checked,
        @Nullable String after) {

    /** @throws NotFound where one can be no code */
    Map<Dimension, String> values() {
        Map<Dimension, String> values = new EnumMap<>(Dimension.class);
        put(values, Dimension.SESSION_STATE, state);
        put(values, Dimension.REGION, region);
        put(values, Dimension.TOPIC, topic);
        put(values, Dimension.AUDIENCE, audience);
        put(values, Dimension.CURRENCY, currency);
        put(values, Dimension.TURNOUT, turnout);
        put(values, Dimension.CHECKED_TOPIC, checked);
        String whose = RecordsForm.codeOrNothing(sex);
        String band = RecordsForm.codeOrNothing(age);
        if (!whose.isEmpty() || !band.isEmpty()) {
            values.put(Dimension.SEX_AGE, whose + ":" + band);
        }
        return values;
    }

    /** @throws NotFound where it is no place in a list */
    @Nullable
    Place place() {
        if (after == null || after.isEmpty()) {
            return null;
        }
        Position position = RecordsForm.position(after, false);
        return new Place(position.at(), new SessionId(position.id()));
    }

    private static void put(Map<Dimension, String> values, Dimension dimension, @Nullable String typed) {
        String code = RecordsForm.codeOrNothing(typed);
        if (!code.isEmpty()) {
            values.put(dimension, code.equals(Address.NOT_SAID) ? "" : code);
        }
    }
}
