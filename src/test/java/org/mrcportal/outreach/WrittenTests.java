package org.mrcportal.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mrcportal.shared.WrittenFigure;

class WrittenTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "1200|1200",
                "1 200|1200",
                "1\u00a0200\u00a0300|1200300",
                "1,200|1200",
                "12,345,678|12345678",
                "1200.00|1200",
                "100000000000|100000000000"
            })
    void aCountIsReadHoweverItsThousandsAreApart(String written, long count) {
        assertThat(WrittenFigure.count(written)).contains(count);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2K",
                "1.234",
                "1,23",
                "12,34,567",
                "-5",
                "1e9",
                "100000000001",
                "99999999999999999999999999999",
                "5%",
                "۵",
                "1 2 3",
                "=1",
                "abc",
                ""
            })
    void whatCanBeReadInTwoWaysIsNoCount(String written) {
        assertThat(WrittenFigure.count(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12|12.00",
                "12.5|12.50",
                "12,5|12.50",
                "1 200,50|1200.50",
                "1,200.50|1200.50",
                "1.200,50|1200.50",
                "1,200,300|1200300.00",
                "12.3456|12.35"
            })
    void aSumIsReadWithEitherComma(String written, BigDecimal sum) {
        assertThat(WrittenFigure.sum(written)).contains(sum);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.234", "1,234", "12.5 EUR", "$12", "-1", "1.2.3", "1e5"})
    void whatCanBeReadInTwoWaysIsNoSum(String written) {
        assertThat(WrittenFigure.sum(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-12|2026-11-12",
                "2026-11-12T10:30:00+0000|2026-11-12",
                "12.11.2026|2026-11-12",
                "1.2.2026 08:00|2026-02-01",
                "Nov 12, 2026|2026-11-12",
                "46338|2026-11-12",
                "46338.5|2026-11-12"
            })
    void aDayIsReadAsPlatformsAndSpreadsheetsWriteIt(String written, LocalDate day) {
        assertThat(WrittenDay.read(written, null)).contains(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "31.04.2026", "02/03/2026", "1200", "99999999", "1899-01-01", "today", ""})
    void whatIsNoDayOrTwoDaysIsNotRead(String written) {
        assertThat(WrittenDay.read(written, null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true,2026-03-02", "false,2026-02-03"})
    void aDayWithSlashesIsReadAsSomebodySaid(boolean dayFirst, LocalDate day) {
        assertThat(WrittenDay.read("02/03/2026", dayFirst)).contains(day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.facebook.com/mrc/posts/1", "http://facebook.com/mrc/posts/1/",
                "https://m.facebook.com/mrc/posts/1?utm_source=x&fbclid=y", "https://facebook.com/mrc/posts/1#top"
            })
    void aPostHasOneLinkHoweverItIsWritten(String written) {
        assertThat(PostLink.typed(written)).map(PostLink::key).contains("facebook.com/mrc/posts/1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"javascript:alert(1)", "facebook.com/x", "https://", "https://localhost/x", "https://a b.c/"})
    void whatIsNoAddressOfTheWebIsNoLink(String written) {
        assertThat(PostLink.typed(written)).isEmpty();
    }
}
