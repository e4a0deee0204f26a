package org.mrcportal.centres;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of settings would leave booked visits without their time. Nothing was saved: a person has to say yes first. */
public class BookingsAffected extends RuntimeException {

    private final transient Map<UUID, LocalDate> bookings;

    private BookingsAffected(Map<UUID, LocalDate> bookings) {
        this.bookings = bookings;
    }

    /** A day on which people are booked who would have to be given another time. */
    public record Day(LocalDate day, String label, int bookings) {}

    /**
     * @param bookings that are affected, and the day of each
     * @param confirmed what {@link #mark} said when the person agreed, or null
     * @throws BookingsAffected where there are any that the person has not agreed to
     */
    public static void unlessConfirmed(Map<UUID, LocalDate> bookings, @Nullable String confirmed) {
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
        return bookings.size();
    }

    public List<Day> days(Locale locale) {
        Map<LocalDate, Integer> days = new TreeMap<>();
        bookings.values().forEach(day -> days.merge(day, 1, Integer::sum));
        return days.entrySet().stream()
                .map(e -> new Day(e.getKey(), CentreTime.dayLong(e.getKey(), locale), e.getValue()))
                .toList();
    }
}
