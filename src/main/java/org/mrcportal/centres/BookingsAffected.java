package org.mrcportal.centres;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A change of settings would leave booked visits without their time. Nothing was saved: a person has to say yes first. */
public class BookingsAffected extends RuntimeException {

    private final transient Map<LocalDate, Integer> bookings;

    private BookingsAffected(Map<LocalDate, Integer> bookings) {
        this.bookings = bookings;
    }

    /** A day on which people are booked who would have to be given another time. */
    public record Day(LocalDate day, String label, int bookings) {}

    /**
     * @param days of each booking that is affected
     * @param confirmed what {@link #mark} said when the person agreed, or null
     * @throws BookingsAffected where there are any that the person has not agreed to
     */
    public static void unlessConfirmed(Collection<LocalDate> days, @Nullable String confirmed) {
        Map<LocalDate, Integer> bookings = new TreeMap<>();
        days.forEach(day -> bookings.merge(day, 1, Integer::sum));
        BookingsAffected affected = new BookingsAffected(bookings);
        if (!bookings.isEmpty() && !affected.mark().equals(confirmed)) {
            throw affected;
        }
    }

    /** Names what the person agrees to: with other bookings it is another. */
    public String mark() {
        return count() + "-" + Integer.toHexString(bookings.hashCode());
    }

    public int count() {
        return bookings.values().stream().mapToInt(Integer::intValue).sum();
    }

    public List<Day> days(Locale locale) {
        return bookings.entrySet().stream()
                .map(e -> new Day(e.getKey(), CentreTime.dayLong(e.getKey(), locale), e.getValue()))
                .toList();
    }
}
