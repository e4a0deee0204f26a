package org.mrcportal.reporting.dashboard;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.mrcportal.counselling.CounsellingFigures.Dimension;
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

    String table(String name) {
        UriComponentsBuilder address =
                UriComponentsBuilder.fromPath("/manage/table.csv").queryParam("table", name);
        return periodAndCentres(address).encode().toUriString();
    }

    String records(Measure measure) {
        return list(measure).encode().toUriString();
    }

    String records(Dimension dimension, String value) {
        UriComponentsBuilder address = list(Key.of(0, null, dimension, value).measure());
        if (dimension == Dimension.SEX_AGE) {
            int colon = value.indexOf(':');
            address.queryParam("sex", value.substring(0, colon)).queryParam("age", value.substring(colon + 1));
        } else {
            address.queryParam(requireNonNull(PARAMETERS.get(dimension)), value.isEmpty() ? NOT_SAID : value);
        }
        return address.encode().toUriString();
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
