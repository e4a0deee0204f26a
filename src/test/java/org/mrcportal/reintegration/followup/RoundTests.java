package org.mrcportal.reintegration.followup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundTests {

    private static final LocalDate RETURN = LocalDate.of(2026, 8, 31);

    @Test
    void threeRoundsFollowTheReturnAlsoAtTheEndsOfMonths() {
        assertThat(Round.ahead(RETURN, LocalDate.of(2026, 9, 30)))
                .isEqualTo(Map.of(
                        Round.M3,
                        LocalDate.of(2026, 11, 30),
                        Round.M6,
                        LocalDate.of(2027, 2, 28),
                        Round.M12,
                        LocalDate.of(2027, 8, 31)));
    }

    @Test
    void theRoundThatHasJustPassedIsAskedTodayAndAnOvertakenOneNoMore() {
        LocalDate today = LocalDate.of(2027, 3, 15);
        assertThat(Round.ahead(RETURN, today)).isEqualTo(Map.of(Round.M6, today, Round.M12, LocalDate.of(2027, 8, 31)));
        assertThat(Round.ahead(RETURN, LocalDate.of(2030, 1, 1))).containsOnlyKeys(Round.M12);
    }

    @Test
    void aRoundThatIsDueTodayIsDueToday() {
        LocalDate today = LocalDate.of(2026, 11, 30);
        assertThat(Round.ahead(RETURN, today)).containsEntry(Round.M3, today).hasSize(3);
    }
}
