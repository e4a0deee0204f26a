package org.mrcportal.reintegration.fund;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FundCardTests {

    @ParameterizedTest
    @CsvSource({
        "10000, 0, 0, 0, 0, 10000",
        "10000, 0.01, 0, 500, 0, 9500",
        "10000, 500, 0, 500, 0, 9500",
        "10000, 500.01, 499.99, 1000, 500, 9000",
        "10000, 9000, 999.99, 9000, 1000, 0",
        "10000, 0, 10000, 0, 10000, 0",
        "0.10, 0.03, 0.03, 0.03, 0.03, 0.04",
        "33.33, 1, 0, 1.66, 0, 31.66"
    })
    void managersReadSumsInTwentiethsOfTheFund(
            String amount, String committed, String spent, String atMost, String spentAtMost, String atLeast) {
        FundCard card = card(amount, committed, spent, false);
        assertThat(card.shownCommitted()).isEqualByComparingTo(atMost);
        assertThat(card.shownSpent()).isEqualByComparingTo(spentAtMost);
        assertThat(card.shownLeft()).isEqualByComparingTo(atLeast);
        assertThat(card.shownLeft()).isLessThanOrEqualTo(card.left());
    }

    @Test
    void whoeverMayOpenEveryCaseReadsEachSum() {
        FundCard card = card("10000", "123.45", "67.89", true);
        assertThat(card.shownCommitted()).isEqualByComparingTo("123.45");
        assertThat(card.shownSpent()).isEqualByComparingTo("67.89");
        assertThat(card.shownLeft()).isEqualByComparingTo("9808.66");
    }

    @Test
    void caseWorkersReadWhatIsLeftInTenths() {
        assertThat(card("10000", "300", "0", false).surelyLeft()).isEqualByComparingTo("9000");
        assertThat(card("10000", "0", "0", false).surelyLeft()).isEqualByComparingTo("10000");
        assertThat(card("10000", "9500", "0", true).surelyLeft()).isEqualByComparingTo("0");
    }

    private static FundCard card(String amount, String committed, String spent, boolean exact) {
        return new FundCard(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "Return",
                null,
                "USD",
                new BigDecimal(amount),
                new BigDecimal(committed),
                new BigDecimal(spent),
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2027, 12, 31),
                exact);
    }
}
