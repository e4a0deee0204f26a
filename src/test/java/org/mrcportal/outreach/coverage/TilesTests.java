package org.mrcportal.outreach.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mrcportal.centres.Inhabitants.Published;

class TilesTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    @ParameterizedTest
    @CsvSource({"UZ, 14", "TJ, 5", "KG, 9", "KZ, 20", "TM, 6"})
    void everyCountryIsLaidOutWithEachRegionOnce(String country, int regions) {
        assertThat(Tiles.laidOut(country)).hasSize(regions).doesNotHaveDuplicates();
    }

    @Test
    void theLargestNumberIsDarkestAndNothingIsPalest() {
        Tiles tiles = Tiles.of(
                "TJ",
                List.of(region("TJ-SU", 50), region("TJ-KT", 10), region("TJ-GB", 0), region("TJ-DU", null)),
                number -> number);
        assertThat(tiles.tiles())
                .extracting(Tiles.Tile::code, Tiles.Tile::colour)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("TJ-SU", 5),
                        org.assertj.core.groups.Tuple.tuple("TJ-KT", 1),
                        org.assertj.core.groups.Tuple.tuple("TJ-GB", 0),
                        org.assertj.core.groups.Tuple.tuple("TJ-DU", 0));
        assertThat(tiles.legend()).extracting(Tiles.Step::upTo).containsExactly("10", "20", "30", "40", "50");
    }

    @Test
    void aLongNameIsBrokenIntoThreeLinesAtMostAndKeepsToItsTile() {
        Tiles tiles = Tiles.of(
                "KZ",
                List.of(new Tiles.Region("KZ-59", "Северо-Казахстанская область имени кого-то", false, null, "–")),
                number -> number);
        assertThat(tiles.tiles().getFirst().lines()).hasSize(3).anyMatch(line -> line.squeezed() != null);
    }

    @Test
    void aPlaceIsReachedByAVisitOrASessionOfTheLastNinetyDays() {
        assertThat(new Reached(0, 0, Attendances.NONE, null, TODAY.minusDays(90)).isReached(TODAY))
                .isTrue();
        assertThat(new Reached(0, 0, Attendances.NONE, null, TODAY.minusDays(91)).isReached(TODAY))
                .isFalse();
        assertThat(Reached.NEVER.isReached(TODAY)).isFalse();
        assertThat(Reached.NEVER.days(TODAY)).isNull();
    }

    @Test
    void attendancesStandAgainstThePublishedPopulationOrNothing() {
        Reached reached = new Reached(0, 2, new Attendances(130, false), null, null);
        Published published = new Published(4_379_800, LocalDate.of(2026, 1, 1), "committee");
        assertThat(reached.perInhabitants(published)).isEqualByComparingTo("3.0");
        assertThat(reached.perInhabitants(null)).isNull();
    }

    @Test
    void twoDistrictsTogetherWereLastReachedWhenTheLaterOneWas() {
        Reached both = new Reached(1, 0, Attendances.NONE, TODAY.minusDays(9), TODAY.minusDays(9))
                .and(new Reached(0, 1, new Attendances(30, false), null, TODAY.minusDays(3)));
        assertThat(both)
                .isEqualTo(new Reached(1, 1, new Attendances(30, false), TODAY.minusDays(9), TODAY.minusDays(3)));
    }

    private static Tiles.Region region(String code, @org.jspecify.annotations.Nullable Integer number) {
        return new Tiles.Region(
                code, code, false, number == null ? null : BigDecimal.valueOf(number), String.valueOf(number));
    }
}
