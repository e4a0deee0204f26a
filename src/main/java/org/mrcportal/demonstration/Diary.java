package org.mrcportal.demonstration;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The half hours of one day at one centre, of which each counsellor gives one to nobody twice. */
final class Diary {

    private static final int HALF_HOURS = 18; // from 9 to 18

    /** Mornings are asked for most. */
    private static final Weighted<Integer> STARTS = Weighted.of(0, 6)
            .or(1, 9)
            .or(2, 11)
            .or(3, 11)
            .or(4, 10)
            .or(5, 9)
            .or(6, 7)
            .or(7, 5)
            .or(10, 7)
            .or(11, 8)
            .or(12, 8)
            .or(13, 7)
            .or(14, 6)
            .or(15, 5)
            .or(16, 4)
            .or(17, 2);

    private final LocalDate day;
    private final List<Colleague> counsellors;
    private final boolean[][] taken;
    private final Draw draw;

    /** A counsellor's time: from the start, for so many minutes. */
    record Slot(Colleague counsellor, LocalTime start, int minutes) {}

    /** @param counsellors those who are there that day */
    Diary(LocalDate day, List<Colleague> counsellors, Draw draw) {
        this.day = day;
        this.counsellors = counsellors;
        this.draw = draw;
        taken = new boolean[counsellors.size()][HALF_HOURS];
        for (int i = 0; i < taken.length; i++) {
            for (int halfHour = 0; halfHour < HALF_HOURS; halfHour++) {
                taken[i][halfHour] = !works(counsellors.get(i), halfHour);
            }
        }
    }

    LocalDate day() {
        return day;
    }

    /** A free time with somebody who speaks the language and is as wished, if there is; else with anybody. */
    @Nullable
    Slot take(String language, @Nullable String sex, int minutes) {
        for (int tries = 0; tries < 40 && !counsellors.isEmpty(); tries++) {
            int one = draw.below(counsellors.size());
            int halfHour = draw.from(STARTS);
            Colleague counsellor = counsellors.get(one);
            boolean suits = counsellor.talks().contains(language) && (sex == null || sex.equals(counsellor.sex()));
            if ((suits || tries > 25) && free(one, halfHour, minutes)) {
                return take(one, halfHour, minutes);
            }
        }
        for (int one = 0; one < counsellors.size(); one++) {
            for (int halfHour = 0; halfHour < HALF_HOURS; halfHour++) {
                if (free(one, halfHour, minutes)) {
                    return take(one, halfHour, minutes);
                }
            }
        }
        return null;
    }

    /** The half hour in which this time lies, with whoever is free then. */
    @Nullable
    Slot takeAround(LocalTime time, int minutes) {
        int halfHour = Math.floorDiv((time.toSecondOfDay() - LocalTime.of(9, 0).toSecondOfDay()) / 60, 30);
        for (int one = 0; one < counsellors.size() && halfHour >= 0; one++) {
            if (free(one, halfHour, minutes)) {
                return take(one, halfHour, minutes);
            }
        }
        return null;
    }

    private Slot take(int counsellor, int halfHour, int minutes) {
        for (int i = 0; i < halfHours(minutes); i++) {
            taken[counsellor][halfHour + i] = true;
        }
        return new Slot(counsellors.get(counsellor), start(halfHour), minutes);
    }

    private boolean free(int counsellor, int halfHour, int minutes) {
        for (int i = 0; i < halfHours(minutes); i++) {
            if (halfHour + i >= HALF_HOURS || taken[counsellor][halfHour + i]) {
                return false;
            }
        }
        return true;
    }

    private static int halfHours(int minutes) {
        return (minutes + 29) / 30;
    }

    private static LocalTime start(int halfHour) {
        return LocalTime.of(9, 0).plusMinutes(30L * halfHour);
    }

    private static boolean works(Colleague counsellor, int halfHour) {
        return Staff.hours(counsellor).stream()
                .anyMatch(hours -> !start(halfHour).isBefore(hours.starts())
                        && start(halfHour).isBefore(hours.ends()));
    }
}
