package org.mrcportal.outreach.attendance;

import java.util.List;
import java.util.function.Predicate;

/** The attendances of a session, by where they were counted, sex and age. */
record Totals(List<Count> counts) {

    /** Where heads were counted. */
    enum Source {
        TICKET,
        NAME,
        TAP,
        SHEET
    }

    /** @param number of heads, more than those taken back */
    record Count(Source source, Bracket bracket, int number) {}

    Totals {
        counts = List.copyOf(counts);
    }

    public int all() {
        return sum(count -> true);
    }

    /** By ticket or by name. */
    public int checkedIn() {
        return sum(count -> count.source() == Source.TICKET || count.source() == Source.NAME);
    }

    public int of(Source source) {
        return sum(count -> count.source() == source);
    }

    public int taps() {
        return of(Source.TAP);
    }

    public int sheet() {
        return of(Source.SHEET);
    }

    public int at(Bracket bracket) {
        return sum(count -> count.bracket().equals(bracket));
    }

    public int tapsAt(Bracket bracket) {
        return at(Source.TAP, bracket);
    }

    int at(Source source, Bracket bracket) {
        return sum(count -> count.source() == source && count.bracket().equals(bracket));
    }

    public int ofSex(String sex) {
        return sum(count -> count.bracket().sex().equals(sex));
    }

    public int ofBand(String band) {
        return sum(count -> count.bracket().band().equals(band));
    }

    private int sum(Predicate<Count> which) {
        return counts.stream().filter(which).mapToInt(Count::number).sum();
    }
}
