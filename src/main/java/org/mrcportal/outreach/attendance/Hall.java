package org.mrcportal.outreach.attendance;

import org.mrcportal.centres.CentreCard;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.session.SessionOnPlan;

/**
 * A session whose people are counted, in the words of a reader.
 *
 * @param begun whether the session has
 * @param opens when counting begins, as day and time in the centre's zone
 * @param closes when it ends
 */
record Hall(
        SessionOnPlan session,
        CentreCard centre,
        String title,
        String when,
        String place,
        boolean begun,
        Counting counting,
        String opens,
        String closes) {

    public SessionId id() {
        return session.id();
    }

    public boolean open() {
        return counting == Counting.OPEN;
    }

    public boolean over() {
        return counting == Counting.OVER;
    }

    /** Where its pages are. */
    public String path() {
        return path(id());
    }

    static String path(SessionId session) {
        return "/staff/sessions/" + session + "/attendance";
    }
}
