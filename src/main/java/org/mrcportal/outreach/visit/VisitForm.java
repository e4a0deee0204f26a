package org.mrcportal.outreach.visit;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.Districts;
import org.mrcportal.outreach.Typed;
import org.springframework.validation.Errors;

/**
 * What the form of a visit submits, as typed.
 *
 * @param once the form's own key: sent twice, it plans one visit
 * @param place code of a district or region
 * @param staff ids of those who go; institutions and leaders likewise
 * @param version of the visit that is being changed
 */
record VisitForm(
        @Nullable String once,
        @Nullable String centre,
        @Nullable String day,
        @Nullable String place,
        @Nullable List<String> staff,
        @Nullable List<String> institutions,
        @Nullable List<String> leaders,
        @Nullable List<String> purposes,
        @Nullable Long version) {

    static VisitForm blank(
            String centre,
            LocalDate day,
            @Nullable String place,
            StaffMember me,
            @Nullable String institution,
            @Nullable String leader) {
        return new VisitForm(
                UUID.randomUUID().toString(),
                centre,
                day.toString(),
                place,
                List.of(me.id().toString()),
                institution == null ? List.of() : List.of(institution),
                leader == null ? List.of() : List.of(leader),
                List.of(),
                null);
    }

    static VisitForm of(Visit visit, VisitLinks links, String centre) {
        Visit.Plan plan = visit.plan();
        return new VisitForm(
                null,
                centre,
                plan.day().toString(),
                plan.place().code(),
                texts(links.staff()),
                texts(links.institutions()),
                texts(links.leaders()),
                plan.purposes(),
                visit.version());
    }

    void check(Errors errors, Districts districts) {
        if (Typed.day(day).isEmpty()) {
            errors.rejectValue("day", "field.day.wrong");
        }
        if (districts.place(place).isEmpty()) {
            errors.rejectValue("place", "field.place.missing");
        }
        if (Typed.uuids(staff).isEmpty()) {
            errors.rejectValue("staff", "visits.staff.missing");
        }
        if (purposes == null || purposes.isEmpty() || !Visit.PURPOSES.containsAll(purposes)) {
            errors.rejectValue("purposes", "visits.purposes.missing");
        }
    }

    /** @throws java.util.NoSuchElementException where {@link #check} found errors */
    Visit.Plan plan(Districts districts) {
        return new Visit.Plan(
                Typed.day(day).orElseThrow(),
                districts.place(place).orElseThrow(),
                Objects.requireNonNull(purposes).stream().distinct().toList());
    }

    VisitLinks links() {
        return new VisitLinks(Typed.uuids(staff), Typed.uuids(institutions), Typed.uuids(leaders), Set.of());
    }

    private static List<String> texts(Set<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }
}
