package org.mrcportal.counselling.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TalkTests {

    private static final Instant TEN = Instant.parse("2026-11-24T05:00:00Z");

    @Test
    void endsAfterItStarts() {
        assertThatIllegalArgumentException().isThrownBy(() -> talk(TEN, TEN.minusSeconds(1)));
    }

    @Test
    void takesTheSecondsOfTheButtonsWhereTheMinuteIsTheSame() {
        Instant pressed = TEN.plusSeconds(40);
        assertThat(talk(TEN, TEN.plusSeconds(1200)).sharpened(pressed, null).startedAt())
                .isEqualTo(pressed);
        assertThat(talk(TEN, TEN.plusSeconds(1200))
                        .sharpened(pressed.plusSeconds(60), null)
                        .startedAt())
                .isEqualTo(TEN);
    }

    @Test
    void staysAsTypedWhereSecondsWouldTurnItRound() {
        assertThat(talk(TEN, TEN).sharpened(TEN.plusSeconds(40), null)).isEqualTo(talk(TEN, TEN));
    }

    private static Talk talk(Instant start, Instant end) {
        return new Talk(start, end, "WALK_IN", "ru", false);
    }
}
