package org.mrcportal.demonstration;

import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * A year of one centre up to this moment, and the bookings of the two weeks to come. Days are planned in their order, two
 * weeks ahead of being written, because people book up to two weeks ahead and get their client codes as they do.
 */
final class CentreYear {

    private static final int DAYS = 365;

    private static final Weighted<String> KINDS =
            Weighted.of("ANONYMOUS", 55).or("BOOKED", 33).or("KNOWN", 7).or("REMOTE", 5);

    private static final double NO_SHOWS_TO_VISITS = 12.0 / 79;
    private static final double CANCELLED_TO_VISITS = 9.0 / 79;

    private static final Map<DayOfWeek, Double> WEEK = Map.of(
            DayOfWeek.MONDAY,
            1.25,
            DayOfWeek.TUESDAY,
            1.1,
            DayOfWeek.WEDNESDAY,
            1.0,
            DayOfWeek.THURSDAY,
            0.95,
            DayOfWeek.FRIDAY,
            0.7);

    /** People leave in spring and come back in autumn. */
    private static final double[] MONTHS = {0.9, 1.2, 1.35, 1.25, 1.0, 0.85, 0.75, 0.8, 1.0, 1.05, 1.05, 0.8};

    private final DemonstrationCentre centre;
    private final List<Colleague> counsellors;
    private final int consultations;
    private final Instant now;
    private final LocalDate today;
    private final YearRows rows;
    private final Draw draw;
    private final Newcomers newcomers;
    private final Encounters encounters;
    private final Deque<Plan> planned = new ArrayDeque<>();

    /** What shall happen on a day. */
    private record Plan(LocalDate day, List<Event> events) {}

    /** @param minutes how long each service takes */
    CentreYear(
            DemonstrationCentre centre,
            List<Colleague> counsellors,
            Map<String, Integer> minutes,
            int consultations,
            Instant now,
            YearRows rows,
            Draw draw) {
        this.centre = centre;
        this.counsellors = counsellors;
        this.consultations = consultations;
        this.now = now;
        this.today = now.atZone(centre.zone()).toLocalDate();
        this.rows = rows;
        this.draw = draw;
        this.newcomers = new Newcomers(centre, draw);
        this.encounters = new Encounters(centre, counsellors, minutes, now, draw, newcomers);
    }

    void write() throws SQLException {
        TodayPlan todayPlan = new TodayPlan(centre, counsellors, consultations, now, draw, encounters);
        int[] visits = spread(Math.max(0, consultations - todayPlan.talks()));
        for (int i = 0; i < DAYS + 1 + Encounters.LONGEST_LEAD; i++) {
            LocalDate day = today.minusDays(DAYS - i);
            List<Event> events = new ArrayList<>();
            if (day.equals(today)) {
                todayPlan.fill(events);
            } else if (centre.openOn(day)) {
                if (day.isBefore(today)) {
                    planPast(events, day, visits[i]);
                } else {
                    planComing(events, day);
                }
            }
            planned.add(new Plan(day, events));
            if (planned.size() > Encounters.LONGEST_LEAD) {
                finish(planned.remove());
            }
        }
        while (!planned.isEmpty()) {
            finish(planned.remove());
        }
        LocalDate away = absence();
        rows.absence(
                centre,
                absent(),
                encounters.at(away, LocalTime.MIDNIGHT),
                encounters.at(away.plusDays(1), LocalTime.MIDNIGHT));
        rows.flush();
    }

    /** So many visits for each past day, in proportion to weekday, season and growth; together exactly as many as asked. */
    private int[] spread(int all) {
        double[] upTo = new double[DAYS];
        double total = 0;
        for (int i = 0; i < DAYS; i++) {
            LocalDate day = today.minusDays(DAYS - i);
            if (centre.openOn(day)) {
                total += weight(day) * (0.85 + 0.3 * i / DAYS) * draw.between(0.7, 1.3);
            }
            upTo[i] = total;
        }
        int[] visits = new int[DAYS];
        long before = 0;
        for (int i = 0; i < DAYS; i++) {
            long soFar = Math.round(all * upTo[i] / total);
            visits[i] = (int) (soFar - before);
            before = soFar;
        }
        return visits;
    }

    static double weight(LocalDate day) {
        return WEEK.getOrDefault(day.getDayOfWeek(), 0.0) * MONTHS[day.getMonthValue() - 1];
    }

    private void planPast(List<Event> events, LocalDate day, int visits) {
        Diary diary = new Diary(day, counsellors, draw);
        for (int i = 0; i < visits; i++) {
            switch (draw.from(KINDS)) {
                case "BOOKED" -> {
                    keptBooking(events, diary);
                    if (draw.chance(NO_SHOWS_TO_VISITS)) {
                        lostBooking(events, diary, "NO_SHOW");
                    }
                    if (draw.chance(CANCELLED_TO_VISITS)) {
                        lostBooking(events, diary, "CANCELLED");
                    }
                }
                case "KNOWN" -> events.add(encounters.walkIn(diary, true));
                case "REMOTE" -> events.add(encounters.remote(day));
                default -> {
                    events.add(encounters.walkIn(diary, false));
                    if (draw.chance(0.03)) {
                        events.add(encounters.leaving(day));
                    }
                }
            }
        }
    }

    private void keptBooking(List<Event> events, Diary diary) {
        Encounters.Caller caller = encounters.caller(diary.day());
        Diary.Slot slot = encounters.slot(diary, caller);
        if (slot == null) {
            events.add(encounters.walkIn(diary, false));
            return;
        }
        events.add(encounters.booking(caller, diary.day(), slot, "COMPLETED", encounters.lead(caller, diary.day())));
    }

    private void lostBooking(List<Event> events, Diary diary, String state) {
        Encounters.Caller caller = encounters.caller(diary.day());
        Diary.Slot slot = encounters.slot(diary, caller);
        if (slot != null) {
            events.add(encounters.booking(caller, diary.day(), slot, state, encounters.lead(caller, diary.day())));
        }
    }

    private void planComing(List<Event> events, LocalDate day) {
        Diary diary = new Diary(day, present(day), draw);
        double usual = Math.max(7, bookingsADay(consultations)) * weight(day);
        for (int i = 0; i < usual; i++) {
            Encounters.Caller caller = encounters.caller(day);
            int lead = encounters.lead(caller, day);
            if (lead < day.toEpochDay() - today.toEpochDay()) {
                continue; // will be booked on a day that has not come yet
            }
            Diary.Slot slot = encounters.slot(diary, caller);
            if (slot != null) {
                events.add(encounters.booking(caller, day, slot, draw.chance(0.05) ? "CANCELLED" : "BOOKED", lead));
            }
        }
    }

    /** @param consultations in the whole year */
    static double bookingsADay(int consultations) {
        return consultations * 0.33 / 0.79 / 250;
    }

    /** In the second week from now one counsellor is away for a day. */
    private List<Colleague> present(LocalDate day) {
        return day.equals(absence())
                ? counsellors.stream().filter(one -> !one.equals(absent())).toList()
                : counsellors;
    }

    private LocalDate absence() {
        return encounters.nextOpen(today.plusDays(8));
    }

    private Colleague absent() {
        return counsellors.get(1);
    }

    private void finish(Plan plan) throws SQLException {
        Instant end = encounters.at(plan.day().plusDays(1), LocalTime.MIDNIGHT);
        rows.register(centre, newcomers.registeredBefore(end));
        plan.events().sort(Comparator.comparing(Event::at));
        rows.write(centre, plan.day(), plan.events());
    }
}
