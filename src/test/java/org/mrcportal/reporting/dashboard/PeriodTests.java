package org.mrcportal.reporting.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.Errors;

class PeriodTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Test
    void aMonthIsComparedWithTheMonthBeforeHoweverLongBothAre() {
        assertThat(Period.of(YearMonth.of(2026, 3)).before()).isEqualTo(Period.of(YearMonth.of(2026, 2)));
        assertThat(Period.of(YearMonth.of(2027, 1)).before()).isEqualTo(Period.of(YearMonth.of(2026, 12)));
    }

    @Test
    void severalWholeMonthsAreComparedWithAsManyBefore() {
        assertThat(Period.of(YearMonth.of(2026, 1), YearMonth.of(2026, 12)).before())
                .isEqualTo(Period.of(YearMonth.of(2025, 1), YearMonth.of(2025, 12)));
    }

    @Test
    void anyOtherDaysAreComparedWithAsManyDaysBefore() {
        assertThat(days("2026-11-02", "2026-11-08").before()).isEqualTo(days("2026-10-26", "2026-11-01"));
        assertThat(days("2026-11-01", "2026-11-29").before()).isEqualTo(days("2026-10-03", "2026-10-31"));
        assertThat(days("2026-11-23", "2026-11-23").before()).isEqualTo(days("2026-11-22", "2026-11-22"));
    }

    @Test
    void neverEndsBeforeItBegins() {
        assertThatIllegalArgumentException().isThrownBy(() -> days("2026-11-02", "2026-11-01"));
    }

    @Test
    void isThisMonthWhereNothingIsAskedFor() {
        assertThat(new FiguresForm(null, "", null, null).period(TODAY, errors()))
                .contains(Period.of(YearMonth.of(2026, 11)));
        assertThat(new FiguresForm(null, null, "2026-02", null).period(TODAY, errors()))
                .contains(Period.of(YearMonth.of(2026, 2)));
        assertThat(new FiguresForm(null, null, "February", null).period(TODAY, errors()))
                .contains(Period.of(YearMonth.of(2026, 11)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-02, 2026-11-01, to, reporting.figures.to.too-early",
        "2026-02-30, 2026-11-01, from, reporting.figures.date.wrong",
        "1/11/2026,  2026-11-01, from, reporting.figures.date.wrong",
        "2026-11-01, tomorrow,   to, reporting.figures.date.wrong",
        "2026-11-01, ,           to, reporting.figures.date.missing",
        ",           2026-11-01, from, reporting.figures.date.missing",
        "0001-01-01, 2026-11-01, from, reporting.figures.date.wrong",
        "2026-01-01, +999999999-12-31, to, reporting.figures.date.wrong",
        "2020-01-01, 2025-01-01, to, reporting.figures.to.too-late"
    })
    void saysBesideTheFieldWhatIsWrong(@Nullable String from, @Nullable String to, String field, String code) {
        Errors errors = errors();
        assertThat(new FiguresForm(from, to, null, List.of()).period(TODAY, errors))
                .isEmpty();
        assertThat(errors.getFieldErrors()).singleElement().satisfies(error -> {
            assertThat(error.getField()).isEqualTo(field);
            assertThat(error.getCodes()).contains(code);
        });
    }

    @Test
    void isCalledByItsMonthOrByItsDays() {
        assertThat(Period.of(YearMonth.of(2026, 11)).label(Locale.ENGLISH)).isEqualTo("November 2026");
        assertThat(days("2026-11-02", "2026-11-08").label(Locale.ENGLISH))
                .isEqualTo("2 November 2026 – 8 November 2026");
    }

    private static Period days(String first, String last) {
        return new Period(LocalDate.parse(first), LocalDate.parse(last));
    }

    private static Errors errors() {
        return new BeanPropertyBindingResult(new Typed("", ""), "figures");
    }

    /** Errors need something with the fields. */
    public record Typed(String from, String to) {
        public String getFrom() {
            return from;
        }

        public String getTo() {
            return to;
        }
    }
}
