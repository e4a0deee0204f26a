package org.mrcportal.reintegration.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingTests {

    @ParameterizedTest
    @EnumSource(Cue.class)
    void oneGraveSignIsStrongAndAnyOtherAlonePossible(Cue cue) {
        Finding finding = Finding.of(seen(cue));
        boolean grave = List.of(
                        Cue.LOCKED_IN,
                        Cue.VIOLENCE_AT_WORK,
                        Cue.STILL_PRESSED,
                        Cue.CHILD_ALONE,
                        Cue.VIOLENCE_NOW,
                        Cue.SUICIDE)
                .contains(cue);
        assertThat(finding.result()).isEqualTo(grave ? Finding.Result.STRONG : Finding.Result.POSSIBLE);
        assertThat(finding.cues()).containsExactly(cue);
    }

    @Test
    void threeLesserSignsTogetherAreStrongAndTwoAreNot() {
        assertThat(Finding.of(seen(Cue.OVERTIME, Cue.CUT_OFF)).result()).isEqualTo(Finding.Result.POSSIBLE);
        assertThat(Finding.of(seen(Cue.OVERTIME, Cue.CUT_OFF, Cue.PAPERS_TAKEN)).result())
                .isEqualTo(Finding.Result.STRONG);
    }

    @Test
    void whatIsNotKnownCountsNeitherWay() {
        Map<Cue, Finding.Answer> unknown = new EnumMap<>(Cue.class);
        Arrays.stream(Cue.values()).forEach(cue -> unknown.put(cue, Finding.Answer.UNKNOWN));
        assertThat(Finding.of(unknown)).isEqualTo(new Finding(Finding.Result.NONE, List.of()));
        assertThat(Finding.of(Map.of()).result()).isEqualTo(Finding.Result.NONE);
    }

    @Test
    void theGravestSignsAreNamedFirst() {
        assertThat(Finding.of(seen(Cue.PROMISES_BROKEN, Cue.LOCKED_IN, Cue.WAGES_WITHHELD))
                        .cues())
                .containsExactly(Cue.LOCKED_IN, Cue.PROMISES_BROKEN, Cue.WAGES_WITHHELD);
    }

    @Test
    void onlySignsOfTodayAreADangerOfToday() {
        assertThat(Finding.of(seen(Cue.VIOLENCE_AT_WORK)).danger()).isFalse();
        assertThat(Finding.of(seen(Cue.STILL_PRESSED)).danger()).isTrue();
    }

    private static Map<Cue, Finding.Answer> seen(Cue... cues) {
        Map<Cue, Finding.Answer> answers = new EnumMap<>(Cue.class);
        Arrays.stream(Cue.values()).forEach(cue -> answers.put(cue, Finding.Answer.NO));
        Arrays.stream(cues).forEach(cue -> answers.put(cue, Finding.Answer.YES));
        return answers;
    }
}
