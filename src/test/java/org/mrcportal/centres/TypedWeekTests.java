package org.mrcportal.centres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.Errors;
import org.springframework.validation.ObjectError;

class TypedWeekTests {

    @Test
    void hoursAreReadHoweverTheyAreTyped() {
        for (String nine : List.of("9", "09", "9:00", "09.00", "0900", " 9:00 ")) {
            assertThat(TypedTime.beginning(nine)).as(nine).contains(LocalTime.of(9, 0));
        }
        for (String none : List.of("", "25", "9:60", "24:30", "-1", "9:0", "noon", "9:00pm", "9".repeat(50))) {
            assertThat(TypedTime.beginning(none)).as(none).isEmpty();
            assertThat(TypedTime.end(none)).as(none).isEmpty();
        }
    }

    @Test
    void theDayEndsAt2400AndAMinuteBeforeIsNotItsEnd() {
        assertThat(TypedTime.end("24:00")).contains(LocalTime.MAX);
        assertThat(TypedTime.end("24")).contains(LocalTime.MAX);
        assertThat(TypedTime.end("23:59")).contains(LocalTime.of(23, 59));
        assertThat(TypedTime.end("0:00")).as("nothing ends when the day begins").isEmpty();
        assertThat(TypedTime.beginning("24:00"))
                .as("nothing begins when the day ends")
                .isEmpty();
        assertThat(CentreTime.time(LocalTime.MAX)).isEqualTo("24:00");
        TypedWeek night = week("1", "22:00", "24:00");
        assertThat(hours(night)).containsExactly(block(LocalTime.of(22, 0), LocalTime.MAX));
        assertThat(TypedWeek.of(hours(night)).until()).contains("24:00");
    }

    @Test
    void blocksThatTouchAreFineAndThoseThatOverlapAreNot() {
        assertThat(problems(week("1", "9", "13", "1", "13", "17"))).isEmpty();
        assertThat(problems(week("1", "9", "13", "2", "12", "17"))).isEmpty();
        assertThat(problems(week("1", "9", "13", "1", "12:59", "17")))
                .containsExactly("week.from[1] centres.week.overlap");
        assertThat(problems(week("1", "13", "9"))).containsExactly("week.until[0] centres.week.backwards");
        assertThat(problems(week("1", "9", "9"))).containsExactly("week.until[0] centres.week.backwards");
        assertThat(problems(week("1", "9", ""))).containsExactly("week.until[0] centres.week.end");
        assertThat(problems(week("1", "", "13"))).containsExactly("week.from[0] centres.week.beginning");
    }

    @Test
    void everyDayKeepsARowToSpare() {
        assertThat(TypedWeek.of(List.of()).day()).containsExactly("1", "2", "3", "4", "5", "6", "7");
        assertThat(week("1", "9", "13").day()).startsWith("1", "1", "2");
        assertThat(week("1", "", "", "8", "9", "10").day()).hasSize(7);
        assertThat(new TypedWeek(List.of("1", "1"), List.of("9"), null).from()).startsWith("9", "");
    }

    @Test
    void aVisitFitsWithinHoursThatTouch() {
        List<OpeningHours> hours = hours(week("1", "9", "12", "1", "12", "13", "1", "14", "24"));
        assertThat(visit(11, 30, 60).fits(hours)).isTrue();
        assertThat(visit(12, 30, 30).fits(hours)).isTrue();
        assertThat(visit(12, 45, 30).fits(hours)).isFalse();
        assertThat(visit(8, 45, 30).fits(hours)).isFalse();
        assertThat(visit(23, 30, 30).fits(hours)).as("until midnight").isTrue();
        assertThat(visit(23, 30, 30).fits(hours(week("1", "14", "23:59")))).isFalse();
    }

    private static BookedVisits.Visit visit(int hour, int minute, int length) {
        LocalDateTime starts = LocalDateTime.of(2026, 11, 30, hour, minute);
        return new BookedVisits.Visit("STUDY", starts, starts.plusMinutes(length));
    }

    private static OpeningHours block(LocalTime opens, LocalTime closes) {
        return new OpeningHours(DayOfWeek.MONDAY, opens, closes);
    }

    private static List<OpeningHours> hours(TypedWeek week) {
        return week.hours(new BeanPropertyBindingResult(new Form(week), "form"), "week");
    }

    private static List<String> problems(TypedWeek week) {
        Errors errors = new BeanPropertyBindingResult(new Form(week), "form");
        week.hours(errors, "week");
        return errors.getFieldErrors().stream()
                .map(problem -> problem.getField() + " " + code(problem))
                .toList();
    }

    private static String code(ObjectError problem) {
        return String.valueOf(problem.getCode());
    }

    /** Days, beginnings and ends in turn. */
    private static TypedWeek week(String... cells) {
        List<String> all = Arrays.asList(cells);
        return new TypedWeek(column(all, 0), column(all, 1), column(all, 2));
    }

    private static List<String> column(List<String> cells, int number) {
        return java.util.stream.IntStream.range(0, cells.size() / 3)
                .mapToObj(row -> cells.get(row * 3 + number))
                .toList();
    }

    /** What a page's form looks like. */
    public record Form(TypedWeek week) {}
}
