package org.mrcportal.outreach.registration;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.outreach.session.SessionState;
import org.mrcportal.shared.Reference;

/**
 * A registration as its person sees it.
 *
 * @param offeredUntil until when the places are kept; null: nothing is offered
 * @param before how many stand before it in line
 * @param link the joining link of an online session, for those who have places; null: none, or not yet
 * @param others where it came to nothing: other sessions of the centre
 * @param here whether somebody has been checked in with it: then it is neither cancelled nor changed
 */
record OwnRegistration(
        String token,
        RegistrationState state,
        int people,
        String reference,
        @Nullable Instant offeredUntil,
        int before,
        SessionOnPlan session,
        CentreCard centre,
        @Nullable String link,
        List<SessionOnPlan> others,
        boolean here,
        Instant now) {

    /** What the page is about: the session's fate goes before the registration's. */
    public String view() {
        if (session.state() == SessionState.CANCELLED) {
            return "SESSION_CANCELLED";
        }
        if (session.state() == SessionState.HELD || session.isOverBy(now)) {
            return "OVER";
        }
        boolean passed = state == RegistrationState.OFFERED && offeredUntil != null && !now.isBefore(offeredUntil);
        return passed ? RegistrationState.LAPSED.name() : state.name();
    }

    public boolean registered() {
        return view().equals(RegistrationState.REGISTERED.name());
    }

    /** Whether something can still be changed: the session has not begun. */
    public boolean open() {
        return session.state() == SessionState.PUBLISHED && state.open() && !session.hasStartedBy(now);
    }

    public boolean maybeChanged() {
        return open() && !here && state != RegistrationState.OFFERED;
    }

    public String groupedReference() {
        return Reference.grouped(reference);
    }
}
