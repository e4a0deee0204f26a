package org.mrcportal.outreach;

import java.util.Locale;

/** What platforms count of a post. All but reach are events and may be added up; reach is people, and never is. */
public enum Measure {
    /** Different people who saw it: in no sum, for they may be the same ones. */
    REACH,
    /** Times it was on a screen. */
    IMPRESSIONS,
    /** Times it was watched or opened. */
    VIEWS,
    REACTIONS,
    COMMENTS,
    SHARES,
    SAVES,
    /** Clicks on its link. */
    CLICKS;

    public boolean addsUp() {
        return this != REACH;
    }

    /** Its column in {@code outreach.reach_snapshot}, and its field in forms. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
