package org.mrcportal.outreach.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.shared.Seal;

class AwarenessSessionTests {

    private static final Instant BEGIN = Instant.parse("2026-12-03T09:00:00Z");
    private static final Instant BEFORE = BEGIN.minus(Duration.ofDays(3));
    private static final Instant DURING = BEGIN.plus(Duration.ofHours(1));
    private static final SessionPlan PLAN =
            RecurrenceTests.form("2026-12-03", "14:00", "16:00").plan(RecurrenceTests.centre("Asia/Tashkent"));

    @TempDir
    static Path keys;

    @Test
    void isPublishedOnceAndOnlyBeforeItBegins() {
        AwarenessSession session = draft().publish(BEFORE);
        assertThat(session.publish(DURING).state()).isEqualTo(SessionState.PUBLISHED);
        assertThatIllegalStateException().isThrownBy(() -> draft().publish(BEGIN));
    }

    @Test
    void isHeldOnlyOnceItHasBegun() {
        assertThatIllegalStateException()
                .isThrownBy(() -> draft().publish(BEFORE).hold(BEFORE));
        assertThat(draft().publish(BEFORE).hold(DURING).hold(DURING).state()).isEqualTo(SessionState.HELD);
        assertThat(draft().hold(DURING).state()).as("written down afterwards").isEqualTo(SessionState.HELD);
    }

    @Test
    void whatIsHeldOrCancelledStaysSo() {
        AwarenessSession held = draft().publish(BEFORE).hold(DURING);
        assertThatIllegalStateException().isThrownBy(() -> held.cancel(DURING));
        AwarenessSession cancelled = draft().publish(BEFORE).cancel(BEFORE);
        assertThat(cancelled.cancel(DURING).sequence()).as("cancelled once").isEqualTo(1);
        assertThatIllegalStateException().isThrownBy(() -> cancelled.hold(DURING));
        assertThatIllegalStateException().isThrownBy(() -> cancelled.publish(BEFORE));
        assertThatIllegalStateException().isThrownBy(() -> cancelled.change(PLAN, seal(), BEFORE));
    }

    @Test
    void isHeldNoLongerWhereThatWasAMistakeNoticedWithinDays() {
        AwarenessSession published = draft().publish(BEFORE).hold(DURING);
        assertThat(published
                        .takeBackHeld(DURING.plus(AwarenessSession.TAKES_BACK).minusSeconds(1))
                        .state())
                .isEqualTo(SessionState.PUBLISHED);
        assertThat(draft().hold(DURING).takeBackHeld(DURING).state())
                .as("what nobody had seen is a draft again")
                .isEqualTo(SessionState.DRAFT);
        AwarenessSession late = draft().publish(BEFORE).hold(DURING);
        assertThatIllegalStateException().isThrownBy(() -> late.takeBackHeld(DURING.plus(AwarenessSession.TAKES_BACK)));
        AwarenessSession cancelled = draft().publish(BEFORE).cancel(BEFORE);
        assertThatIllegalStateException().isThrownBy(() -> cancelled.takeBackHeld(DURING));
    }

    @Test
    void isNotCancelledOnceItIsOver() {
        assertThat(draft().publish(BEFORE).cancel(DURING).state()).isEqualTo(SessionState.CANCELLED);
        assertThatIllegalStateException()
                .isThrownBy(() -> draft().publish(BEFORE).cancel(PLAN.endsAt()));
    }

    @Test
    void peopleHearOfAnotherTimeAndOfNothingElse() {
        SessionPlan later =
                PLAN.at(PLAN.startsAt().plusSeconds(3600), PLAN.endsAt().plusSeconds(3600));
        assertThat(draft().change(later, seal(), BEFORE).sequence())
                .as("a draft")
                .isZero();
        AwarenessSession session = draft().publish(BEFORE).change(PLAN, seal(), BEFORE);
        assertThat(session.sequence()).as("nothing moved").isZero();
        assertThat(session.change(later, seal(), BEFORE).sequence()).isEqualTo(1);
        assertThat(session.hold(later.startsAt())
                        .change(PLAN, seal(), later.endsAt())
                        .sequence())
                .as("corrected afterwards")
                .isEqualTo(1);
    }

    @Test
    void whatIsHeldStaysInThePast() {
        AwarenessSession held = draft().publish(BEFORE).hold(DURING);
        SessionPlan later = PLAN.at(DURING.plusSeconds(1), PLAN.endsAt());
        assertThatIllegalStateException().isThrownBy(() -> held.change(later, seal(), DURING));
        assertThat(held.change(later, seal(), DURING.plusSeconds(1)).startsAt()).isEqualTo(later.startsAt());
    }

    private static AwarenessSession draft() {
        return AwarenessSession.draft(
                CentreId.next(), "xyz-2345678", null, UUID.randomUUID(), PLAN, StaffId.next(), seal(), BEFORE);
    }

    private static Seal seal() {
        return Seal.withKeysIn(keys, true);
    }
}
