package org.mrcportal.counselling.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EstimateTests {

    private static final Estimate.Talks USUAL = new Estimate.Talks(200, 15, 30);

    @Test
    void isARangeThatGrowsWithThePeopleBeforeAndShrinksWithTheCounsellorsAtWork() {
        assertThat(Estimate.of(0, 1, USUAL)).isEqualTo(new Estimate(0, 30));
        assertThat(Estimate.of(4, 2, USUAL)).isEqualTo(new Estimate(30, 75));
        assertThat(Estimate.of(4, 4, USUAL)).isEqualTo(new Estimate(15, 40));
    }

    @Test
    void isNotGivenWhereFewTalksWereMeasuredOrNobodyIsAtWork() {
        assertThat(Estimate.of(3, 2, new Estimate.Talks(9, 15, 30))).isNull();
        assertThat(Estimate.of(3, 0, USUAL)).isNull();
    }

    @Test
    void isNeverNarrowerThanFiveMinutes() {
        assertThat(Estimate.of(0, 20, new Estimate.Talks(10, 1, 1))).isEqualTo(new Estimate(0, 5));
    }
}
