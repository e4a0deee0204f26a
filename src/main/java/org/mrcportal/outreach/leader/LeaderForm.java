package org.mrcportal.outreach.leader;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.Districts;
import org.mrcportal.outreach.Typed;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.Seal;
import org.springframework.validation.Errors;

/**
 * What the form of a leader submits, as typed.
 *
 * @param once the form's own key: sent twice, it registers one person
 * @param place code of a district or region; empty: none
 * @param audience a number of people; empty: nobody knows
 * @param consentOn the day the person agreed to be listed: without it nobody is
 * @param version of the entry that is being changed
 */
record LeaderForm(
        @Nullable String once,
        @Nullable String centre,
        @Nullable String name,
        @Nullable String kind,
        @Nullable String place,
        @Nullable List<String> languages,
        @Nullable String audience,
        @Nullable String contact,
        @Nullable String links,
        @Nullable String consentOn,
        @Nullable String consentHow,
        @Nullable Long version) {

    private static final int LONGEST_CONTACT = 200;
    private static final int LONGEST_LINKS = 1000;
    private static final int MOST_PEOPLE = 100_000_000;

    static LeaderForm blank(String centre) {
        return new LeaderForm(
                UUID.randomUUID().toString(), centre, null, null, null, List.of(), null, null, null, null, null, null);
    }

    static LeaderForm of(Leader leader, Seal seal, String centre) {
        var place = leader.place();
        return new LeaderForm(
                null,
                centre,
                leader.name(seal),
                leader.kind(),
                place == null ? null : place.code(),
                leader.languages(),
                leader.audience() == null ? null : leader.audience().toString(),
                leader.contact(seal),
                leader.links(seal),
                leader.consentOn().toString(),
                leader.consentHow(),
                leader.version());
    }

    void check(Errors errors, Districts districts, LocalDate today) {
        if (Typed.isBlank(name)) {
            errors.rejectValue("name", "leaders.name.missing");
        } else if (Typed.isLonger(name, PersonName.LONGEST)) {
            errors.rejectValue("name", "field.too-long", new Object[] {PersonName.LONGEST}, null);
        }
        if (kind == null || !Leader.KINDS.contains(kind)) {
            errors.rejectValue("kind", "leaders.kind.missing");
        }
        if (!Typed.isBlank(place) && districts.place(place).isEmpty()) {
            errors.rejectValue("place", "field.place.missing");
        }
        if (languages == null || languages.isEmpty() || !Leader.LANGUAGES.containsAll(languages)) {
            errors.rejectValue("languages", "leaders.languages.missing");
        }
        if (!Typed.isBlank(audience) && people() == null) {
            errors.rejectValue("audience", "leaders.audience.wrong");
        }
        if (Typed.isLonger(contact, LONGEST_CONTACT)) {
            errors.rejectValue("contact", "field.too-long", new Object[] {LONGEST_CONTACT}, null);
        }
        if (Typed.isLonger(links, LONGEST_LINKS)) {
            errors.rejectValue("links", "field.too-long", new Object[] {LONGEST_LINKS}, null);
        }
        if (Typed.isBlank(consentOn)) {
            errors.rejectValue("consentOn", "leaders.consentOn.missing");
        } else if (Typed.day(consentOn).filter(day -> !day.isAfter(today)).isEmpty()) {
            errors.rejectValue("consentOn", "leaders.consentOn.wrong");
        }
        if (consentHow == null || !Leader.WAYS.contains(consentHow)) {
            errors.rejectValue("consentHow", "leaders.consentHow.missing");
        }
    }

    /** @throws NullPointerException where {@link #check} found errors */
    Leader.Details details(Districts districts) {
        return new Leader.Details(
                new PersonName(Objects.requireNonNull(name)),
                Objects.requireNonNull(kind),
                districts.place(place).orElse(null),
                Objects.requireNonNull(languages).stream().distinct().toList(),
                people(),
                Typed.textOrNull(contact),
                Typed.textOrNull(links),
                Typed.day(consentOn).orElseThrow(),
                Objects.requireNonNull(consentHow));
    }

    /** With or without spaces between the thousands. */
    private @Nullable Integer people() {
        String digits = audience == null ? "" : audience.replaceAll("[\\s\u00a0\u202f]", "");
        if (!digits.matches("\\d{1,9}")) {
            return null;
        }
        int people = Integer.parseInt(digits);
        return people < 1 || people > MOST_PEOPLE ? null : people;
    }
}
