package org.mrcportal.centres.settings;

import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.TypedNumber;
import org.springframework.validation.Errors;

/**
 * What the page of a service submits; the parts are those of a {@link ServiceSetting}.
 *
 * @param seen what the form was filled in from
 * @param agreed which bookings the manager knows to be affected
 */
record ServiceForm(
        @Nullable Boolean offered,
        @Nullable String minutes,
        @Nullable String before,
        @Nullable String after,
        @Nullable String places,
        @Nullable Boolean confirmation,
        @Nullable String seen,
        @Nullable String agreed,
        @Nullable String act) {

    static ServiceForm of(ServiceSetting saved) {
        return new ServiceForm(
                saved.offered(),
                saved.minutes() == null ? "" : saved.minutes().toString(),
                String.valueOf(saved.before()),
                String.valueOf(saved.after()),
                String.valueOf(saved.places()),
                saved.confirmed(),
                saved.mark(),
                null,
                null);
    }

    /** What was typed, the usual length still to be said; problems stand beside their fields. */
    ServiceSetting setting(String code, Errors errors) {
        boolean usual = minutes == null || minutes.isBlank();
        return new ServiceSetting(
                code,
                0,
                Boolean.TRUE.equals(offered),
                usual
                        ? null
                        : TypedNumber.within(minutes, 5, 240, errors, "minutes").orElse(5),
                TypedNumber.within(before, 0, 120, errors, "before").orElse(0),
                TypedNumber.within(after, 0, 120, errors, "after").orElse(0),
                TypedNumber.within(places, 1, 50, errors, "places").orElse(1),
                Boolean.TRUE.equals(confirmation));
    }
}
