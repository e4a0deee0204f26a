package org.mrcportal.outreach.institution;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.Districts;
import org.mrcportal.outreach.Typed;
import org.springframework.validation.Errors;

/**
 * What the form of an institution submits, as typed.
 *
 * @param once the form's own key: sent twice, it registers one institution
 * @param place code of a district or region
 * @param version of the entry that is being changed
 */
record InstitutionForm(
        @Nullable String once,
        @Nullable String centre,
        @Nullable String name,
        @Nullable String kind,
        @Nullable String place,
        @Nullable Long version) {

    private static final int LONGEST_NAME = 200;

    static InstitutionForm blank(String centre) {
        return new InstitutionForm(UUID.randomUUID().toString(), centre, null, null, null, null);
    }

    static InstitutionForm of(Institution institution, String centre) {
        Institution.Details details = institution.details();
        return new InstitutionForm(
                null, centre, details.name(), details.kind(), details.place().code(), institution.version());
    }

    void check(Errors errors, Districts districts) {
        if (Typed.isBlank(name)) {
            errors.rejectValue("name", "institutions.name.missing");
        } else if (Typed.isLonger(name, LONGEST_NAME)) {
            errors.rejectValue("name", "field.too-long", new Object[] {LONGEST_NAME}, null);
        }
        if (kind == null || !Institution.KINDS.contains(kind)) {
            errors.rejectValue("kind", "institutions.kind.missing");
        }
        if (districts.place(place).isEmpty()) {
            errors.rejectValue("place", "field.place.missing");
        }
    }

    /** @throws java.util.NoSuchElementException where {@link #check} found errors */
    Institution.Details details(Districts districts) {
        return new Institution.Details(
                String.valueOf(name).strip().replaceAll("\\s+", " "),
                Objects.requireNonNull(kind),
                districts.place(place).orElseThrow());
    }
}
