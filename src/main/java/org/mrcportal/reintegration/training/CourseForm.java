package org.mrcportal.reintegration.training;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.TypedNumber;
import org.mrcportal.shared.DayField;
import org.mrcportal.shared.Language;
import org.springframework.validation.Errors;

/**
 * What the form of a course submits, as typed.
 *
 * @param once the form's own key: sent twice, it plans one course
 * @param version of the course that is being changed
 * @param partner id of who gives it; empty: the centre itself
 */
record CourseForm(
        @Nullable String once,
        @Nullable String centre,
        @Nullable Long version,
        @Nullable String kind,
        @Nullable String name,
        @Nullable String partner,
        @Nullable String language,
        @Nullable String place,
        @Nullable String places,
        @Nullable String startsOn,
        @Nullable String endsOn) {

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_PLACE = 200;
    private static final int MOST_PLACES = 500;

    static CourseForm blank(String centre) {
        return new CourseForm(
                UUID.randomUUID().toString(), centre, null, null, null, null, null, null, null, null, null);
    }

    static CourseForm of(Course course, String centre) {
        Course.Details d = course.details();
        return new CourseForm(
                null,
                centre,
                course.version(),
                d.kind(),
                d.name(),
                d.partner() == null ? null : d.partner().toString(),
                d.language(),
                d.place(),
                Integer.toString(d.places()),
                d.startsOn().toString(),
                d.endsOn().toString());
    }

    CourseForm atVersion(long now) {
        return new CourseForm(once, centre, now, kind, name, partner, language, place, places, startsOn, endsOn);
    }

    /** @param partners ids of those that can be chosen */
    void check(Errors errors, List<String> partners) {
        if (kind == null || !Course.KINDS.contains(kind)) {
            errors.rejectValue("kind", "courses.kind.missing");
        }
        if (name == null || name.isBlank()) {
            errors.rejectValue("name", "courses.name.missing");
        } else if (name.strip().length() > LONGEST_NAME) {
            errors.rejectValue("name", "courses.too-long", new Object[] {LONGEST_NAME}, null);
        }
        if (partner != null && !partner.isEmpty() && !partners.contains(partner)) {
            errors.rejectValue("partner", "courses.partner.unknown");
        }
        if (language == null || Language.ofCode(language).isEmpty()) {
            errors.rejectValue("language", "courses.language.missing");
        }
        if (place != null && place.strip().length() > LONGEST_PLACE) {
            errors.rejectValue("place", "courses.too-long", new Object[] {LONGEST_PLACE}, null);
        }
        TypedNumber.within(places, 1, MOST_PLACES, errors, "places");
        Optional<LocalDate> first = DayField.read(startsOn);
        Optional<LocalDate> last = DayField.read(endsOn);
        if (first.isEmpty()) {
            errors.rejectValue("startsOn", "courses.day.missing");
        }
        if (last.isEmpty()) {
            errors.rejectValue("endsOn", "courses.day.missing");
        } else if (first.isPresent() && last.get().isBefore(first.get())) {
            errors.rejectValue("endsOn", "courses.day.order");
        } else if (first.isPresent() && last.get().isAfter(first.get().plusYears(2))) {
            errors.rejectValue("endsOn", "courses.day.long");
        }
    }

    /** @throws java.util.NoSuchElementException where {@link #check} found errors */
    Course.Details details() {
        return new Course.Details(
                String.valueOf(kind),
                String.valueOf(name).strip().replaceAll("\\s+", " "),
                partner == null || partner.isEmpty() ? null : UUID.fromString(partner),
                String.valueOf(language),
                place == null || place.isBlank() ? null : place.strip(),
                number().orElseThrow(),
                DayField.read(startsOn).orElseThrow(),
                DayField.read(endsOn).orElseThrow());
    }

    private OptionalInt number() {
        return places == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(places.strip()));
    }
}
