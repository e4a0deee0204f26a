package org.mrcportal.outreach.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FewHeadsTests {

    @Test
    void nothingIsLeftOutWhereNobodyOrEnoughPeopleCame() {
        assertThat(FewHeads.among(Map.of("A", 0, "B", 5, "C", 31))).isEmpty();
    }

    @Test
    void oneSmallNumberTakesTheNextSmallestWithIt() {
        assertThat(FewHeads.among(Map.of("A", 4, "B", 31, "C", 12, "D", 0))).containsExactlyInAnyOrder("A", "C");
    }

    @Test
    void twoSmallNumbersHideEachOtherUnlessTheyAreFewTogether() {
        assertThat(FewHeads.among(Map.of("A", 3, "B", 4, "C", 12))).containsExactlyInAnyOrder("A", "B");
        assertThat(FewHeads.among(Map.of("A", 1, "B", 2, "C", 12, "D", 40))).containsExactlyInAnyOrder("A", "B", "C");
    }

    @Test
    void aSmallNumberAloneIsLeftOutAlone() {
        assertThat(FewHeads.among(Map.of("A", 2, "B", 0))).containsExactly("A");
    }
}
