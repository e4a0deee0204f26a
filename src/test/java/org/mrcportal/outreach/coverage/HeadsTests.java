package org.mrcportal.outreach.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.mrcportal.centres.Place;

class HeadsTests {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);

    /** What a month brought to a region is known as a whole or not at all, whichever periods are subtracted. */
    @Property
    void noTwoPeriodsGiveAwayFewPeople(
            @ForAll @Size(6) List<@IntRange(max = 12) Integer> here,
            @ForAll @Size(6) List<@IntRange(max = 12) Integer> there) {
        for (int from = 0; from < 6; from++) {
            int before = 0;
            for (int to = from; to < 6; to++) {
                int now = months(here, there, from, to).ofRegion("UZ-SA").number();
                assertThat(now - before).isIn(0, here.get(to)).isNotIn(1, 2, 3, 4);
                before = now;
            }
        }
    }

    /** What of a region's sum its districts do not show is nobody, or enough people. */
    @Property
    void noSumGivesAwayADistrict(@ForAll @Size(4) List<@IntRange(max = 12) Integer> heads) {
        Heads month = new Heads(false);
        for (int district = 0; district < heads.size(); district++) {
            month.add(JANUARY, new Place("UZ-SA", "UZ-SA-" + district), heads.get(district));
        }
        int hidden = month.ofRegion("UZ-SA").number();
        for (int district = 0; district < heads.size(); district++) {
            int known = month.ofDistrict("UZ-SA", "UZ-SA-" + district).number();
            assertThat(known).isIn(0, heads.get(district)).isNotIn(1, 2, 3, 4);
            hidden -= known;
        }
        assertThat(hidden).isNotNegative().isNotIn(1, 2, 3, 4);
    }

    @Property
    void whoeverOpensTheRecordsReadsEveryNumber(@ForAll @Size(6) List<@IntRange(max = 12) Integer> here) {
        Heads heads = new Heads(true);
        for (int month = 0; month < here.size(); month++) {
            heads.add(JANUARY.plusMonths(month), new Place("UZ-SA", null), here.get(month));
        }
        int all = here.stream().mapToInt(Integer::intValue).sum();
        assertThat(heads.ofRegion("UZ-SA")).isEqualTo(new Attendances(all, false));
        assertThat(heads.ofDistrict("UZ-SA", "")).isEqualTo(new Attendances(all, false));
    }

    private static Heads months(List<Integer> here, List<Integer> there, int from, int to) {
        Heads heads = new Heads(false);
        for (int month = from; month <= to; month++) {
            heads.add(JANUARY.plusMonths(month), new Place("UZ-SA", null), here.get(month));
            heads.add(JANUARY.plusMonths(month), new Place("UZ-AN", null), there.get(month));
        }
        return heads;
    }
}
