package org.mrcportal.centres;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.TimeZoneNames;
import com.ibm.icu.util.ULocale;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import org.mrcportal.shared.Language;

/**
 * Days and times as a person reads them: in the reader's language, in the centre's zone, hours from 00 to 23. Names of
 * months and weekdays come from ICU; the order of the parts is each language's own.
 */
public final class CentreTime {

    private static final Map<Language, Names> NAMES = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            NAMES.put(language, Names.of(language));
        }
    }

    private CentreTime() {}

    /** "Monday 23 November", "dushanba, 23-noyabr", "понедельник, 23 ноября". */
    public static String dayLong(LocalDate day, Locale locale) {
        Names names = names(locale);
        String weekday = names.weekdays[day.getDayOfWeek().getValue() - 1];
        String month = names.months[day.getMonthValue() - 1];
        return joined(names.language, weekday, day.getDayOfMonth(), month);
    }

    /** "Mon 23 Nov", "dush, 23-noy". */
    public static String dayShort(LocalDate day, Locale locale) {
        Names names = names(locale);
        String weekday = names.shortWeekdays[day.getDayOfWeek().getValue() - 1];
        String month = names.shortMonths[day.getMonthValue() - 1];
        return joined(names.language, weekday, day.getDayOfMonth(), month);
    }

    /** With its year: "23 November 2026", "2026-yil 23-noyabr". */
    public static String date(LocalDate day, Locale locale) {
        Names names = names(locale);
        String month = names.months[day.getMonthValue() - 1];
        int number = day.getDayOfMonth();
        int year = day.getYear();
        return switch (names.language) {
            case EN, RU -> "%d %s %d".formatted(number, month, year);
            case UZ -> "%d-yil %d-%s".formatted(year, number, month);
            case TG -> "%d %sи соли %d".formatted(number, month, year);
            case KY -> "%d-ж. %d-%s".formatted(year, number, month);
        };
    }

    /** "November 2026", "2026-yil noyabr". */
    public static String month(YearMonth month, Locale locale) {
        Names names = names(locale);
        String name = names.monthsAlone[month.getMonthValue() - 1];
        int year = month.getYear();
        return switch (names.language) {
            case EN, RU -> "%s %d".formatted(name, year);
            case UZ -> "%d-yil %s".formatted(year, name);
            case TG -> "%sи соли %d".formatted(name, year);
            case KY -> "%d-ж. %s".formatted(year, name);
        };
    }

    /** "Monday", "dushanba": as inside a sentence. */
    public static String weekday(DayOfWeek day, Locale locale) {
        return names(locale).weekdays[day.getValue() - 1];
    }

    /** "14:30"; the end of a day, {@link LocalTime#MAX}, is "24:00". */
    public static String time(LocalTime time) {
        return time.equals(LocalTime.MAX) ? "24:00" : "%02d:%02d".formatted(time.getHour(), time.getMinute());
    }

    public static String time(Instant moment, ZoneId zone) {
        return time(LocalTime.ofInstant(moment, zone));
    }

    /** "09:00–17:30". */
    public static String hours(LocalTime from, LocalTime until) {
        return time(from) + "–" + time(until);
    }

    public static LocalDate day(Instant moment, ZoneId zone) {
        return LocalDate.ofInstant(moment, zone);
    }

    /** "Monday 23 November, 14:30"; say {@link #zoneName} beside it. */
    public static String moment(Instant moment, ZoneId zone, Locale locale) {
        return dayLong(day(moment, zone), locale) + ", " + time(moment, zone);
    }

    /** Whose time it is, by its city: "Tashkent time", "Toshkent vaqti". */
    public static String zoneName(ZoneId zone, Locale locale) {
        return names(locale).zone(zone);
    }

    private static Names names(Locale locale) {
        return Objects.requireNonNull(NAMES.get(Language.of(locale)));
    }

    private static String joined(Language language, String weekday, int number, String month) {
        return switch (language) {
            case EN -> "%s %d %s".formatted(weekday, number, month);
            case RU, TG -> "%s, %d %s".formatted(weekday, number, month);
            case UZ, KY -> "%s, %d-%s".formatted(weekday, number, month);
        };
    }

    /** What one language calls months and weekdays, Monday first. */
    private record Names(
            Language language,
            String[] weekdays,
            String[] shortWeekdays,
            String[] months,
            String[] monthsAlone,
            String[] shortMonths,
            ResourceBundle texts) {

        static Names of(Language language) {
            ULocale locale = ULocale.forLocale(language.locale());
            DateFormatSymbols symbols = new DateFormatSymbols(locale);
            return new Names(
                    language,
                    fromMonday(language, symbols.getWeekdays(DateFormatSymbols.FORMAT, DateFormatSymbols.WIDE)),
                    fromMonday(language, symbols.getWeekdays(DateFormatSymbols.FORMAT, DateFormatSymbols.ABBREVIATED)),
                    cased(language, symbols.getMonths(DateFormatSymbols.FORMAT, DateFormatSymbols.WIDE)),
                    cased(language, symbols.getMonths(DateFormatSymbols.STANDALONE, DateFormatSymbols.WIDE)),
                    cased(language, symbols.getMonths(DateFormatSymbols.FORMAT, DateFormatSymbols.ABBREVIATED)),
                    Texts.of(language));
        }

        private static String[] fromMonday(Language language, String[] fromSundayAtOne) {
            String[] days = new String[7];
            System.arraycopy(fromSundayAtOne, 2, days, 0, 6);
            days[6] = fromSundayAtOne[1];
            return cased(language, days);
        }

        /** ICU writes some languages' months and weekdays with capitals; only English does so inside a sentence. */
        private static String[] cased(Language language, String[] names) {
            return language == Language.EN
                    ? names.clone()
                    : Arrays.stream(names)
                            .map(name -> name.toLowerCase(language.locale()))
                            .toArray(String[]::new);
        }

        String zone(ZoneId zone) {
            String key = "centres.zone." + zone.getId().replace('/', '-');
            if (texts.containsKey(key)) {
                return texts.getString(key);
            }
            ULocale locale = ULocale.forLocale(language.locale());
            String city = TimeZoneNames.getInstance(locale).getExemplarLocationName(zone.getId());
            return new MessageFormat(texts.getString("centres.zone.other"), locale)
                    .format(new Object[] {city == null ? zone.getId() : city});
        }
    }
}
