package org.mrcportal.reintegration.team;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.shared.Choice;

/**
 * Who has to do with a case, and who could.
 *
 * @param people in their parts, by name
 */
record Team(CaseCard file, List<Person> people) {

    enum Part {
        OWNER,
        MEMBER,
        /** Stands in for the owner now. */
        COVER,
        /** Watches over protection at the centre. */
        FOCAL_POINT,
        /** Somebody else of the centre who can work on cases. */
        COLLEAGUE
    }

    /** @param until the last moment, of somebody who stands in, as the page says it */
    record Person(
            StaffId id, String name, Part part, @Nullable String until) {}

    List<Person> in(Part part) {
        return people.stream().filter(person -> person.part() == part).toList();
    }

    boolean has(Part part, StaffId who) {
        return in(part).stream().anyMatch(person -> person.id().equals(who));
    }

    /** The owner, whoever stands in, the focal point, and the centre's managers who may see the case. */
    boolean changedBy(StaffMember me) {
        return guardedBy(me) || me.is(Role.CENTRE_MANAGER) && me.centres().contains(file.centre()) && !file.readOnly();
    }

    /** Who manages the centre gives the case to others; only those who guard it bring themselves in. */
    boolean broughtInBy(StaffMember me, StaffId who) {
        return changedBy(me) && (!who.equals(me.id()) || guardedBy(me));
    }

    /** Those who say whether a case is for its team only. */
    boolean guardedBy(StaffMember me) {
        return Stream.of(Part.OWNER, Part.COVER, Part.FOCAL_POINT).anyMatch(part -> has(part, me.id()));
    }

    boolean canBeTakenBy(StaffMember me) {
        return in(Part.OWNER).isEmpty() && has(Part.COLLEAGUE, me.id()) && !file.readOnly();
    }

    List<Choice> possibleOwners(StaffMember me) {
        return choices(in(Part.COLLEAGUE).stream()
                .filter(person -> !has(Part.OWNER, person.id()) && broughtInBy(me, person.id())));
    }

    List<Choice> possibleMembers(StaffMember me) {
        return choices(in(Part.COLLEAGUE).stream()
                .filter(person -> !has(Part.OWNER, person.id())
                        && !has(Part.MEMBER, person.id())
                        && broughtInBy(me, person.id())));
    }

    /** Those who hear of what is done with the whole case. */
    List<StaffId> told() {
        return people.stream()
                .filter(person -> person.part() != Part.COLLEAGUE)
                .map(Person::id)
                .distinct()
                .toList();
    }

    private static List<Choice> choices(Stream<Person> people) {
        return people.map(person -> Choice.of(person.id().toString(), person.name()))
                .toList();
    }

    static String until(OffsetDateTime end, CaseCard file, Locale locale) {
        return CentreTime.date(CentreTime.day(end.toInstant().minusSeconds(1), file.zone()), locale);
    }
}
