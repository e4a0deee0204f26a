package org.mrcportal.outreach.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mrcportal.outreach.knowledge.Gain.Pair;

class GainTests {

    @Test
    void meansAndImprovementAreOfThePairs() {
        Gain gain = Gain.of(
                List.of(new Pair(1, 5, 5), new Pair(3, 3, 5), new Pair(4, 2, 5), new Pair(0, 4, 5), new Pair(2, 5, 5)));
        assertThat(gain.pairs()).isEqualTo(5);
        assertThat(gain.before()).isCloseTo(0.40, within(1e-9));
        assertThat(gain.after()).isCloseTo(0.76, within(1e-9));
        assertThat(gain.improved()).isEqualTo(3);
        assertThat(gain.improvedShare()).isCloseTo(0.6, within(1e-9));
    }

    @Test
    void fourPairsAreNotShownAndFiveAre() {
        assertThat(Gain.of(Collections.nCopies(4, new Pair(1, 2, 5))).isShown()).isFalse();
        assertThat(Gain.of(Collections.nCopies(5, new Pair(1, 2, 5))).isShown()).isTrue();
        assertThat(Gain.of(List.of()).improvedShare()).isZero();
    }

    @Test
    void aPaperSheetIsADigitForEachStatement() {
        assertThat(Answer.typed(" 12 301", 5))
                .contains(List.of(Answer.TRUE, Answer.FALSE, Answer.UNSURE, Answer.NONE, Answer.TRUE));
        assertThat(Answer.typed("1230", 5)).isEmpty();
        assertThat(Answer.typed("123012", 5)).isEmpty();
        assertThat(Answer.typed("1234a", 5)).isEmpty();
    }
}
