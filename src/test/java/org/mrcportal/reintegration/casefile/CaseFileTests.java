package org.mrcportal.reintegration.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.shared.Language;

class CaseFileTests {

    private static final Instant NOON = Instant.parse("2026-11-25T07:00:00Z");
    private static final Set<Missing> NOTHING = EnumSet.noneOf(Missing.class);

    /** Written apart from the code: from each state, where it may go. */
    private static final Map<CaseState, Set<CaseState>> WAYS = new EnumMap<>(Map.of(
            CaseState.DRAFT, Set.of(CaseState.SCREENING, CaseState.CLOSED),
            CaseState.SCREENING, Set.of(CaseState.ASSESSED, CaseState.CLOSED),
            CaseState.ASSESSED, Set.of(CaseState.PLAN_APPROVED, CaseState.CLOSED),
            CaseState.PLAN_APPROVED, Set.of(CaseState.ACTIVE, CaseState.CLOSED),
            CaseState.ACTIVE, Set.of(CaseState.MONITORING, CaseState.CLOSED),
            CaseState.MONITORING, Set.of(CaseState.ACTIVE, CaseState.CLOSED),
            CaseState.CLOSED, Set.of(CaseState.REOPENED),
            CaseState.REOPENED,
                    Set.of(
                            CaseState.SCREENING,
                            CaseState.ASSESSED,
                            CaseState.PLAN_APPROVED,
                            CaseState.ACTIVE,
                            CaseState.CLOSED)));

    @ParameterizedTest
    @EnumSource(CaseState.class)
    void aCaseGoesItsWayAndNoOther(CaseState from) {
        for (CaseState to : CaseState.values()) {
            CaseFile file = in(from);
            if (ways(from).contains(to)) {
                assertThat(file.move(to, NOTHING, NOON).state()).isEqualTo(to);
            } else {
                assertThatExceptionOfType(IllegalMove.class)
                        .as("%s to %s", from, to)
                        .isThrownBy(() -> file.move(to, NOTHING, NOON));
                assertThat(file.state()).isEqualTo(from);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(CaseState.class)
    void whatIsMissingIsSaidAndNothingChanges(CaseState from) {
        for (CaseState to : ways(from)) {
            CaseFile file = in(from);
            Set<Missing> everything = EnumSet.allOf(Missing.class);
            if (to == CaseState.REOPENED) {
                assertThat(file.move(to, everything, NOON).state()).isEqualTo(to);
                continue;
            }
            assertThatExceptionOfType(NotYet.class)
                    .isThrownBy(() -> file.move(to, everything, NOON))
                    .satisfies(not -> assertThat(not.missing())
                            .isSorted()
                            .containsExactlyInAnyOrderElementsOf(Missing.before(to)));
            assertThat(file.state()).isEqualTo(from);
        }
    }

    @Test
    void whatAnotherStepNeedsDoesNotHinderThisOne() {
        Set<Missing> later = EnumSet.complementOf(EnumSet.of(Missing.CONSENT, Missing.OWNER));
        assertThat(in(CaseState.DRAFT).move(CaseState.SCREENING, later, NOON).state())
                .isEqualTo(CaseState.SCREENING);
    }

    @Test
    void whoeverHasLeftCanAlwaysBeClosedOnceTheReasonIsKnown() {
        Set<Missing> most = EnumSet.complementOf(EnumSet.of(Missing.REASON, Missing.DECISION, Missing.DELIVERY));
        CaseFile file = in(CaseState.SCREENING);
        Instant later = NOON.plus(Duration.ofDays(9));
        assertThat(file.move(CaseState.CLOSED, most, later).closedAt()).isEqualTo(later);
        assertThat(file.move(CaseState.REOPENED, most, later).closedAt()).isNull();
    }

    @Test
    void onlyOneCaseWorkerTakesACaseThatWaits() {
        CaseFile file = waiting();
        assertThat(file.take(StaffId.next())).isTrue();
        assertThat(file.take(StaffId.next())).isFalse();
    }

    private static Set<CaseState> ways(CaseState from) {
        return Objects.requireNonNull(WAYS.get(from));
    }

    private static CaseFile in(CaseState state) {
        CaseFile file = waiting();
        List<CaseState> way =
                switch (state) {
                    case DRAFT -> List.of();
                    case CLOSED -> List.of(CaseState.CLOSED);
                    case REOPENED -> List.of(CaseState.CLOSED, CaseState.REOPENED);
                    default -> List.of(CaseState.values()).subList(1, state.ordinal() + 1);
                };
        way.forEach(step -> file.move(step, NOTHING, NOON));
        return file;
    }

    private static CaseFile waiting() {
        return CaseFile.open(
                CentreId.next(),
                ClientId.next(),
                new CaseFile.Origin("SELF", null, null),
                new CaseFile.Circumstances("VOLUNTARY", "RU", null, 14, Language.UZ, Set.of("SAFETY")),
                false,
                null,
                UUID.randomUUID(),
                StaffId.next(),
                NOON);
    }
}
