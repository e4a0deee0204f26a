package org.mrcportal.reintegration.casefile;

import org.jspecify.annotations.Nullable;

/** What of a case's timeline is looked at. */
enum Strand {
    ALL("."),
    /** Appointments and consultations, also those before the case. */
    VISITS("^$"),
    ASSESSMENTS("^(ASSESSMENT|SCREEN)"),
    PLAN("^(PLAN|GOAL|STEP|CLIENT|PARTNER|WORD)_"),
    ASSISTANCE("^(HELP|EVIDENCE|ASSISTANCE)_"),
    TRAININGS("^TRAININGS?_"),
    REFERRALS("^REFERRALS?_"),
    FOLLOW_UPS("^(FOLLOW_UPS?_|CLOSED|REOPENED)"),
    /** Who looked at the case. */
    VIEWS("^$");

    private final String kinds;

    Strand(String kinds) {
        this.kinds = kinds;
    }

    static Strand of(@Nullable String typed) {
        for (Strand strand : values()) {
            if (strand.name().equals(typed)) {
                return strand;
            }
        }
        return ALL;
    }

    /** A pattern of the kinds of events that belong to it. */
    String kinds() {
        return kinds;
    }

    boolean showsVisits() {
        return this == ALL || this == VISITS;
    }

    boolean showsViews() {
        return this == ALL || this == VIEWS;
    }

    public String label() {
        return "cases.strand." + name();
    }
}
