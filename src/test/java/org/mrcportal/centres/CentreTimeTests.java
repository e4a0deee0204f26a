package org.mrcportal.centres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.mrcportal.shared.Language;

class CentreTimeTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
    private static final ZoneId BISHKEK = ZoneId.of("Asia/Bishkek");

    @Test
    void namesADayAsEachLanguageDoes() {
        assertThat(inEachLanguage(locale -> CentreTime.dayLong(MONDAY, locale)))
                .containsExactly(
                        "Monday 23 November",
                        "понедельник, 23 ноября",
                        "dushanba, 23-noyabr",
                        "душанбе, 23 ноябр",
                        "дүйшөмбү, 23-ноябрь");
    }

    @Test
    void shortensADay() {
        assertThat(inEachLanguage(locale -> CentreTime.dayShort(MONDAY, locale)))
                .containsExactly("Mon 23 Nov", "пн, 23 нояб.", "dush, 23-noy", "дшб, 23 ноя", "дүй., 23-ноя.");
    }

    @Test
    void putsTheYearWhereEachLanguagePutsIt() {
        assertThat(inEachLanguage(locale -> CentreTime.date(MONDAY, locale)))
                .containsExactly(
                        "23 November 2026",
                        "23 ноября 2026",
                        "2026-yil 23-noyabr",
                        "23 ноябри соли 2026",
                        "2026-ж. 23-ноябрь");
        assertThat(inEachLanguage(locale -> CentreTime.month(YearMonth.from(MONDAY), locale)))
                .containsExactly(
                        "November 2026", "ноябрь 2026", "2026-yil noyabr", "ноябри соли 2026", "2026-ж. ноябрь");
    }

    @Test
    void namesEveryWeekdayFromMondayToSunday() {
        assertThat(inEachLanguage(locale -> CentreTime.weekday(DayOfWeek.MONDAY, locale)))
                .containsExactly("Monday", "понедельник", "dushanba", "душанбе", "дүйшөмбү");
        assertThat(inEachLanguage(locale -> CentreTime.weekday(DayOfWeek.SUNDAY, locale)))
                .containsExactly("Sunday", "воскресенье", "yakshanba", "якшанбе", "жекшемби");
    }

    @Test
    void tellsTheTimeInTheCentresZoneByTwentyFourHours() {
        Instant moment = Instant.parse("2026-11-23T09:30:00Z");
        assertThat(CentreTime.time(moment, TASHKENT)).isEqualTo("14:30");
        assertThat(CentreTime.time(moment, BISHKEK)).isEqualTo("15:30");
        assertThat(CentreTime.moment(moment, TASHKENT, Locale.ENGLISH)).isEqualTo("Monday 23 November, 14:30");
        assertThat(CentreTime.hours(LocalTime.of(9, 0), LocalTime.of(17, 30))).isEqualTo("09:00–17:30");
    }

    @Test
    void belongsToTheCentresDayNotToTheServers() {
        assertThat(CentreTime.day(Instant.parse("2026-11-22T19:30:00Z"), TASHKENT))
                .isEqualTo(MONDAY);
    }

    @Test
    void namesTheZoneByItsCity() {
        assertThat(inEachLanguage(locale -> CentreTime.zoneName(TASHKENT, locale)))
                .containsExactly(
                        "Tashkent time", "ташкентское время", "Toshkent vaqti", "вақти Тошкент", "Ташкент убактысы");
        assertThat(CentreTime.zoneName(ZoneId.of("Asia/Karachi"), Locale.of("ru")))
                .isEqualTo("время: Карачи");
    }

    @Test
    void answersInEnglishWhereThePortalDoesNotSpeakTheLanguage() {
        assertThat(CentreTime.dayLong(MONDAY, Locale.FRENCH)).isEqualTo("Monday 23 November");
    }

    private static List<String> inEachLanguage(Function<Locale, String> text) {
        return List.of(Language.EN, Language.RU, Language.UZ, Language.TG, Language.KY).stream()
                .map(Language::locale)
                .map(text)
                .toList();
    }
}
