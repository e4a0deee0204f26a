package org.mrcportal.counselling.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTests {

    @Test
    void outsideFewAnswersAreNotAddedIn() {
        Tally few = of(4, 4, 0);
        Tally many = of(6, 6, 0);
        assertThat(Tally.sum(List.of(few, many), true).answers()).isEqualTo(6);
        assertThat(Tally.sum(List.of(few, many), false).answers()).isEqualTo(10);
        assertThat(many.mean(0)).isEqualTo(3);
    }

    @Test
    void aPartOfFewAnswersHidesItselfAndEverySumItIsIn() {
        Tally one = of(20, 18, 1);
        Tally clear = of(20, 10, 0);
        assertThat(one.hidesRecommending()).as("two would not recommend").isTrue();
        assertThat(one.hidesMoney()).isTrue();
        assertThat(clear.hidesRecommending()).isFalse();
        assertThat(clear.hidesMoney()).isFalse();
        Tally sum = Tally.sum(List.of(clear, one, of(20, 10, 8)), true);
        assertThat(sum.money()).isEqualTo(9);
        assertThat(sum.hidesMoney()).as("nine less eight is one").isTrue();
        assertThat(sum.hidesRecommending()).isTrue();
        assertThat(Tally.sum(List.of(clear, clear), true).hidesRecommending()).isFalse();
    }

    private static Tally of(long answers, long recommending, long money) {
        return new Tally(answers, List.of(3 * answers, 0L, 0L, 0L), recommending, money);
    }
}
