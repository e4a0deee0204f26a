package org.mrcportal.reporting.dashboard;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Stretch;

/**
 * What a reader asked for, cut down to what the reader may ask for.
 *
 * @param open the centres the reader may see
 * @param chosen some of them, or all
 * @param own the reader manages these centres; false: no small numbers
 */
record Asked(Period period, List<CentreCard> open, List<CentreCard> chosen, boolean own) {

    /** Codes that are unknown or of a centre out of the reader's sight are passed over; none left: all centres. */
    static Asked of(StaffMember me, Period period, List<CentreCard> open, List<String> codes) {
        List<CentreCard> chosen =
                open.stream().filter(centre -> codes.contains(centre.code())).toList();
        return new Asked(
                period,
                open,
                chosen.isEmpty() ? open : chosen,
                me.is(Role.CENTRE_MANAGER) && !me.is(Role.NETWORK_MANAGER) && !me.is(Role.DATA_PROTECTION_OFFICER));
    }

    boolean everyCentre() {
        return chosen.size() == open.size();
    }

    Period before() {
        return period.before();
    }

    /** The days of each chosen centre, in this period only. */
    List<Stretch> stretches() {
        return stretches(0, period);
    }

    /** The same, and those of the period before as number 1. */
    List<Stretch> stretchesWithBefore() {
        List<Stretch> stretches = new ArrayList<>(stretches());
        stretches.addAll(stretches(1, before()));
        return stretches;
    }

    private List<Stretch> stretches(int number, Period days) {
        return chosen.stream()
                .map(centre -> new Stretch(number, centre.id(), centre.zone(), days.first(), days.last()))
                .toList();
    }

    CentreCard centre(CentreId id) {
        return chosen.stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
    }

    Address address() {
        return new Address(
                period,
                everyCentre()
                        ? List.of()
                        : chosen.stream().map(CentreCard::code).toList());
    }

    /**
     * Where the records of one period are.
     *
     * @param period 0: the one asked for, 1: the one before
     * @param centre null: all chosen ones
     */
    Address address(int period, @Nullable CentreCard centre) {
        Address ofPeriod = period == 0 ? address() : address().with(before());
        return centre == null ? ofPeriod : ofPeriod.with(centre.code());
    }
}
