package org.mrcportal.reporting.dashboard;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mrcportal.counselling.CounsellingFigures.Dimension;
import org.mrcportal.outreach.OutreachFigures;
import org.mrcportal.reintegration.CaseFigures;
import org.mrcportal.reporting.dashboard.Key.Measure;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Addresses of figures and of the records behind them.
 *
 * @param centres codes; none: all that the reader may see
 */
record Address(Period period, List<String> centres) {

    /** Stands in an address for "nothing was said". */
    static final String NOT_SAID = "none";

    private static final String OUTREACH = "/manage/outreach";
    private static final String CASES = "/manage/cases";

    private static final Map<OutreachFigures.Dimension, String> SESSION_PARAMETERS = Map.of(
            OutreachFigures.Dimension.SESSION_STATE, "state",
            OutreachFigures.Dimension.REGION, "region",
            OutreachFigures.Dimension.TOPIC, "topic",
            OutreachFigures.Dimension.AUDIENCE, "audience",
            OutreachFigures.Dimension.CURRENCY, "currency",
            OutreachFigures.Dimension.TURNOUT, "turnout",
            OutreachFigures.Dimension.CHECKED_TOPIC, "checked");

    static final Map<Dimension, String> PARAMETERS = Map.of(
            Dimension.CONTACT_TYPE, "type",
            Dimension.ANONYMITY, "client",
            Dimension.TOPIC, "topic",
            Dimension.DESTINATION, "destination",
            Dimension.REGION, "region",
            Dimension.LANGUAGE, "language",
            Dimension.MODE, "mode",
            Dimension.APPOINTMENT_STATE, "state",
            Dimension.VISIT_LANGUAGE, "spoken");

    Address with(Period other) {
        return new Address(other, centres);
    }

    Address with(String centre) {
        return new Address(period, List.of(centre));
    }

    String figures() {
        return start("/manage").encode().toUriString();
    }

    String outreach() {
        return start(OUTREACH).encode().toUriString();
    }

    String cases() {
        return start(CASES).encode().toUriString();
    }

    String casesInDetail() {
        return start(CASES + "/detail").encode().toUriString();
    }

    String caseAnswers() {
        return start(CASES + "/answers").encode().toUriString();
    }

    String caseScores() {
        return start(CASES + "/scores").encode().toUriString();
    }

    String casesTable(String name) {
        return start(CASES + "/table.csv").queryParam("table", name).encode().toUriString();
    }

    /**
     * The cases behind a number.
     *
     * @param value null: all of the measure
     */
    String caseRecords(CaseFigures.Dimension dimension, @Nullable String value) {
        var address = start(CASES + "/" + dimension.counted().name().toLowerCase(Locale.ROOT));
        if (!dimension.isFirst()) {
            address.queryParam("by", dimension.name().toLowerCase(Locale.ROOT));
        }
        return (value == null ? address : address.queryParam("value", value))
                .encode()
                .toUriString();
    }

    String outreachTable(String name) {
        return start(OUTREACH + "/table.csv").queryParam("table", name).encode().toUriString();
    }

    /** The sessions behind a number of outreach. */
    String sessions(OutreachFigures.Dimension dimension, String value) {
        UriComponentsBuilder address = start(OUTREACH + "/sessions");
        if (dimension == OutreachFigures.Dimension.SEX_AGE) {
            sexAndAge(address, value);
        } else {
            address.queryParam(requireNonNull(SESSION_PARAMETERS.get(dimension)), value.isEmpty() ? NOT_SAID : value);
        }
        return address.encode().toUriString();
    }

    String table(String name) {
        UriComponentsBuilder address =
                UriComponentsBuilder.fromPath("/manage/table.csv").queryParam("table", name);
        return periodAndCentres(address).encode().toUriString();
    }

    String records(Measure measure) {
        return list(measure).encode().toUriString();
    }

    String records(Dimension dimension, String value) {
        UriComponentsBuilder address = list(Measure.of(dimension));
        if (dimension == Dimension.SEX_AGE) {
            sexAndAge(address, value);
        } else {
            address.queryParam(requireNonNull(PARAMETERS.get(dimension)), value.isEmpty() ? NOT_SAID : value);
        }
        return address.encode().toUriString();
    }

    private static void sexAndAge(UriComponentsBuilder address, String value) {
        int colon = value.indexOf(':');
        address.queryParam("sex", value.substring(0, colon)).queryParam("age", value.substring(colon + 1));
    }

    private UriComponentsBuilder list(Measure measure) {
        return start("/manage/records").queryParam("what", measure.list());
    }

    private UriComponentsBuilder start(String path) {
        return periodAndCentres(UriComponentsBuilder.fromPath(path));
    }

    private UriComponentsBuilder periodAndCentres(UriComponentsBuilder address) {
        address.queryParam("from", period.first()).queryParam("to", period.last());
        centres.forEach(code -> address.queryParam("centre", code));
        return address;
    }
}
