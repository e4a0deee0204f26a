package org.mrcportal.demonstration;

import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mrcportal.clients.Contact;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;

/**
 * A year of one centre up to this moment, and the bookings of the two weeks to come. Days are planned in their order, two
 * weeks ahead of being written, because people book up to two weeks ahead and get their client codes as they do.
 */
final class CentreYear {

    /** Nobody books earlier. */
    private static final int LONGEST_LEAD = 14;

    private static final int DAYS = 365;

    private static final Weighted<String> KINDS =
            Weighted.of("ANONYMOUS", 55).or("BOOKED", 33).or("KNOWN", 7).or("REMOTE", 5);

    private static final double NO_SHOWS_TO_VISITS = 12.0 / 79;
    private static final double CANCELLED_TO_VISITS = 9.0 / 79;

    private static final Weighted<Integer> LEADS = Weighted.of(0, 7)
            .or(1, 15)
            .or(2, 14)
            .or(3, 13)
            .or(4, 10)
            .or(5, 8)
            .or(6, 8)
            .or(7, 7)
            .or(8, 5)
            .or(9, 3)
            .or(10, 3)
            .or(11, 2)
            .or(12, 2)
            .or(13, 2)
            .or(LONGEST_LEAD, 1);

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

    private static final Weighted<String> REMOTE_MODES = Weighted.of("TELEGRAM", 45)
            .or("WHATSAPP", 14)
            .or("HOTLINE", 12)
            .or("PHONE", 12)
            .or("SOCIAL_MEDIA", 10)
            .or("OUTREACH", 5)
            .or("EMAIL", 2);

    private static final Weighted<String> FROM_HERE =
            Weighted.of("IN_PERSON", 84).or("PHONE", 10).or("VIDEO", 6);
    private static final Weighted<String> FROM_ABROAD =
            Weighted.of("PHONE", 55).or("VIDEO", 40).or("IN_PERSON", 5);
    private static final Weighted<String> NEEDS =
            Weighted.of("CHILD", 50).or("INTERPRETER", 30).or("STEP_FREE", 20);

    /** What becomes of today's bookings. */
    private static final Weighted<String> OVER =
            Weighted.of("COMPLETED", 79).or("NO_SHOW", 12).or("CANCELLED", 9);

    private static final Weighted<String> GOING_ON =
            Weighted.of("IN_SESSION", 75).or("ARRIVED", 15).or("BOOKED", 10);

    private final DemonstrationCentre centre;
    private final ZoneId zone;
    private final List<Colleague> counsellors;
    private final Map<String, Integer> minutes;
    private final int consultations;
    private final Instant now;
    private final LocalDate today;
    private final YearRows rows;
    private final Draw draw;
    private final Demand demand;
    private final Names names;

    private final PriorityQueue<Person> toRegister = new PriorityQueue<>(
            Comparator.comparing((Person one) -> one.registeredAt).thenComparing(one -> one.id));
    private final TreeMap<LocalDate, Deque<Person>> expectedBack = new TreeMap<>();
    private final Deque<Plan> planned = new ArrayDeque<>();
    private @Nullable PhoneNumber formerPhone;

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
        this.zone = centre.zone();
        this.counsellors = counsellors;
        this.minutes = minutes;
        this.consultations = consultations;
        this.now = now;
        this.today = now.atZone(zone).toLocalDate();
        this.rows = rows;
        this.draw = draw;
        this.demand = new Demand(centre, draw);
        this.names = new Names(draw);
    }

    void write() throws SQLException {
        TodayPlan todayPlan = new TodayPlan();
        int[] visits = spread(Math.max(0, consultations - todayPlan.talks()));
        for (int i = 0; i < DAYS + 1 + LONGEST_LEAD; i++) {
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
            if (planned.size() > LONGEST_LEAD) {
                finish(planned.remove());
            }
        }
        while (!planned.isEmpty()) {
            finish(planned.remove());
        }
        LocalDate away = absence();
        rows.absence(centre, absent(), at(away, LocalTime.MIDNIGHT), at(away.plusDays(1), LocalTime.MIDNIGHT));
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

    private static double weight(LocalDate day) {
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
                case "KNOWN" -> walkIn(events, diary, true);
                case "REMOTE" -> remote(events, day);
                default -> {
                    walkIn(events, diary, false);
                    if (draw.chance(0.03)) {
                        events.add(leaving(day));
                    }
                }
            }
        }
    }

    private void keptBooking(List<Event> events, Diary diary) {
        Caller caller = caller(diary.day());
        Diary.Slot slot = slot(diary, caller);
        if (slot == null) {
            walkIn(events, diary, false);
            return;
        }
        events.add(booking(caller, diary.day(), slot, "COMPLETED", lead(caller, diary.day())));
    }

    private void lostBooking(List<Event> events, Diary diary, String state) {
        Caller caller = caller(diary.day());
        Diary.Slot slot = slot(diary, caller);
        if (slot != null) {
            events.add(booking(caller, diary.day(), slot, state, lead(caller, diary.day())));
        }
    }

    private void planComing(List<Event> events, LocalDate day) {
        Diary diary = new Diary(day, present(day), draw);
        double usual = Math.max(7, bookingsADay()) * weight(day);
        for (int i = 0; i < usual; i++) {
            Caller caller = caller(day);
            int lead = lead(caller, day);
            if (lead < day.toEpochDay() - today.toEpochDay()) {
                continue; // will be booked on a day that has not come yet
            }
            Diary.Slot slot = slot(diary, caller);
            if (slot != null) {
                events.add(booking(caller, day, slot, draw.chance(0.05) ? "CANCELLED" : "BOOKED", lead));
            }
        }
    }

    private double bookingsADay() {
        return consultations * 0.33 / 0.79 / 250;
    }

    /** In the second week from now one counsellor is away for a day. */
    private List<Colleague> present(LocalDate day) {
        return day.equals(absence())
                ? counsellors.stream().filter(one -> !one.equals(absent())).toList()
                : counsellors;
    }

    private LocalDate absence() {
        return nextOpen(today.plusDays(8));
    }

    private Colleague absent() {
        return counsellors.get(1);
    }

    /** Somebody who wants to talk, and how: a new person, or one who was here before. */
    private record Caller(
            Demand.Profile profile,
            Demand.Matter matter,
            @Nullable Person known,
            String service,
            String mode,
            @Nullable String wishedSex) {}

    private Caller caller(LocalDate day) {
        Person back = expected(day);
        Demand.Profile profile = back == null ? demand.person() : back.profile;
        Demand.Matter former = back == null ? null : back.matter();
        Demand.Matter matter = former == null ? demand.matter(profile) : demand.later(former);
        String mode = matter.status().equals("ABROAD") ? draw.from(FROM_ABROAD) : draw.from(FROM_HERE);
        boolean wishes = draw.chance("F".equals(profile.sex()) ? 0.22 : 0.04) && !"OTHER".equals(profile.sex());
        return new Caller(profile, matter, back, demand.service(matter.topic()), mode, wishes ? profile.sex() : null);
    }

    private @Nullable Person expected(LocalDate day) {
        while (!expectedBack.isEmpty() && !expectedBack.firstKey().isAfter(day.plusDays(3))) {
            var entry = expectedBack.firstEntry();
            Person person = entry.getValue().poll();
            if (entry.getValue().isEmpty()) {
                expectedBack.remove(entry.getKey());
            }
            if (person != null
                    && entry.getKey().isAfter(day.minusDays(30))
                    && person.lastVisit().isBefore(day.minusDays(1))) {
                return person;
            }
        }
        return null;
    }

    /** Days between booking and visit; nobody books the next visit before the last one. */
    private int lead(Caller caller, LocalDate day) {
        int lead = draw.from(LEADS);
        Person known = caller.known();
        return known == null
                ? lead
                : (int) Math.min(lead, day.toEpochDay() - known.lastVisit().toEpochDay() - 1);
    }

    private Diary.@Nullable Slot slot(Diary diary, Caller caller) {
        Integer length = Objects.requireNonNull(minutes.get(caller.service()));
        return diary.take(caller.profile().language(), caller.wishedSex(), length);
    }

    private Event.Booking booking(Caller caller, LocalDate day, Diary.Slot slot, String state, int lead) {
        Instant start = at(day, slot.start());
        Instant end = start.plus(Duration.ofMinutes(slot.minutes()));
        Instant booked = lead == 0
                ? start.minus(minutes(60, 150))
                : at(day.minusDays(lead), LocalTime.of(7, 0)).plus(minutes(0, 16 * 60));
        booked = booked.isBefore(now) ? booked : now.minus(minutes(5, 90));
        Person person = caller.known() == null ? newcomer(caller.profile(), booked, true) : caller.known();
        boolean here = caller.mode().equals("IN_PERSON");
        Instant arrived = null;
        Instant started = null;
        Instant finished = null;
        Instant cancelled = null;
        Event.Talk talk = null;
        switch (state) {
            case "ARRIVED" -> arrived = earlier(start.minus(minutes(1, 20)), now.minus(minutes(1, 12)));
            case "IN_SESSION" -> {
                started = earlier(start.plus(minutes(0, 6)), now.minus(minutes(1, 4)));
                arrived = here ? started.minus(minutes(1, 12)) : started;
            }
            case "COMPLETED" -> {
                started = start.plus(minutes(0, 6));
                arrived = here ? start.minus(minutes(-1, 20)) : started;
                arrived = earlier(arrived, started);
                finished = started.plus(Duration.ofSeconds((long) (slot.minutes() * draw.between(30, 58))));
                talk = talk(person, caller.profile(), caller.matter(), day, started, finished);
            }
            case "CANCELLED" -> {
                Instant latest = earlier(start, now);
                cancelled = booked.plus(Duration.ofSeconds(
                        (long) (Duration.between(booked, latest).toSeconds() * draw.between(0.02, 0.98))));
            }
            default -> {}
        }
        boolean moved = draw.chance(0.06);
        return new Event.Booking(
                person,
                slot.counsellor(),
                start,
                end,
                state,
                caller.service(),
                caller.mode(),
                caller.profile().language(),
                caller.wishedSex(),
                demand.situation(caller.matter().status()),
                needs(here),
                (moved ? 1 : 0) + (cancelled == null ? 0 : 1),
                booked,
                arrived,
                started,
                finished,
                cancelled,
                cancelled == null ? null : draw.chance(0.85) ? "PERSON" : "CENTRE",
                talk);
    }

    private List<String> needs(boolean here) {
        return draw.chance(0.06) ? List.of(here ? draw.from(NEEDS) : "INTERPRETER") : List.of();
    }

    private void walkIn(List<Event> events, Diary diary, boolean givesName) {
        Person back = givesName && draw.chance(0.5) ? expected(diary.day()) : null;
        Demand.Profile profile = back == null ? demand.person() : back.profile;
        Diary.Slot slot = diary.take(profile.language(), null, 30);
        Instant started = slot == null
                ? at(diary.day(), LocalTime.of(9, 0)).plus(minutes(0, 8 * 60))
                : at(diary.day(), slot.start()).plus(minutes(0, 8));
        events.add(walkIn(
                back,
                profile,
                givesName,
                diary.day(),
                slot == null ? draw.oneOf(counsellors) : slot.counsellor(),
                started.minus(minutes(2, 35)),
                started,
                "COMPLETED"));
    }

    private Event.WalkIn walkIn(
            @Nullable Person back,
            Demand.Profile profile,
            boolean givesName,
            LocalDate day,
            Colleague counsellor,
            Instant arrived,
            Instant started,
            String state) {
        Person person = back == null && givesName ? newcomer(profile, arrived, false) : back;
        Demand.Matter former = back == null ? null : back.matter();
        Demand.Matter matter = former == null ? demand.matter(profile) : demand.later(former);
        boolean begun = !state.equals("WAITING");
        Instant finished = started.plus(Duration.ofSeconds((long) draw.between(8 * 60, 22 * 60)));
        return new Event.WalkIn(
                person,
                profile,
                arrived,
                state,
                draw.chance(0.7) ? demand.service(matter.topic()) : null,
                begun ? counsellor : null,
                begun ? started : null,
                state.equals("COMPLETED") ? finished : null,
                state.equals("COMPLETED") ? talk(person, profile, matter, day, started, finished) : null);
    }

    /** Somebody who did not wait long enough. */
    private Event.WalkIn leaving(LocalDate day) {
        Instant arrived = at(day, LocalTime.of(9, 30)).plus(minutes(0, 7 * 60));
        return new Event.WalkIn(
                null, demand.person(), arrived, "LEFT", null, null, null, arrived.plus(minutes(20, 70)), null);
    }

    private void remote(List<Event> events, LocalDate day) {
        Person back = draw.chance(0.25) ? expected(day) : null;
        Demand.Profile profile = back == null ? demand.person() : back.profile;
        Demand.Matter former = back == null ? null : back.matter();
        Demand.Matter matter = former == null ? demand.matter(profile) : demand.later(former);
        Instant started = at(day, LocalTime.of(9, 0)).plus(minutes(0, 8 * 60));
        Instant ended = started.plus(minutes(4, 18));
        events.add(new Event.Remote(
                back,
                profile,
                started,
                draw.from(REMOTE_MODES),
                draw.oneOf(counsellors),
                talk(back, profile, matter, day, started, ended)));
    }

    private Event.Talk talk(
            @Nullable Person person,
            Demand.Profile profile,
            Demand.Matter matter,
            LocalDate day,
            Instant started,
            Instant ended) {
        boolean first = person == null ? draw.chance(0.9) : person.matter() == null;
        LocalDate followUp = null;
        if (person != null) {
            if (draw.chance(matter.outcome().equals("NEEDS_FOLLOW_UP") ? 0.85 : 0.06)) {
                followUp = nextOpen(day.plusDays(7 + draw.below(40)));
            }
            LocalDate back = followUp != null && draw.chance(0.7)
                    ? followUp
                    : draw.chance(0.12) ? nextOpen(day.plusDays(10 + draw.below(90))) : null;
            if (back != null) {
                expectedBack.computeIfAbsent(back, any -> new ArrayDeque<>()).add(person);
            }
            person.visited(day, matter);
        }
        return new Event.Talk(
                matter,
                first ? "FIRST" : "FOLLOW_UP",
                started,
                ended,
                earlier(ended.plus(Duration.ofSeconds((long) draw.between(5, 900))), now),
                followUp,
                draw.chance(0.14) ? draw.oneOf(notes(profile.language())) : null);
    }

    private LocalDate nextOpen(LocalDate day) {
        LocalDate open = day;
        while (!centre.openOn(open)) {
            open = open.plusDays(1);
        }
        return open;
    }

    /** @param online booked by the person, else registered at the front desk */
    private Person newcomer(Demand.Profile profile, Instant at, boolean online) {
        PersonName name = draw.chance(online ? 0.88 : 0.97)
                ? new PersonName(names.called(profile.manner(), profile.sex()))
                : null;
        PhoneNumber phone = draw.chance(online ? 0.74 : 0.85) ? phone() : null;
        String email = online && draw.chance(0.18) ? email(name) : null;
        boolean reachable = phone != null || email != null;
        Contact contact = new Contact(
                name,
                phone,
                email,
                phone != null && draw.chance(0.65),
                reachable && draw.chance(0.85),
                phone != null && draw.chance(0.05) ? draw.oneOf(contactNotes(profile.language())) : null);
        Set<String> purposes = new TreeSet<>(Set.of("SERVICE"));
        if (reachable && contact.mayMessage()) {
            purposes.add("REMINDER");
        }
        if (reachable && draw.chance(0.4)) {
            purposes.add("FOLLOW_UP");
        }
        if (draw.chance(0.5)) {
            purposes.add("STATISTICS");
        }
        Person person = new Person(draw.id(at), at, profile, contact, purposes, online ? "CLICK" : "ORAL");
        toRegister.add(person);
        return person;
    }

    /** Beginning with 00 no number is anybody's. Now and then two of a family share one. */
    private PhoneNumber phone() {
        PhoneNumber former = formerPhone;
        if (former != null && draw.chance(0.05)) {
            return former;
        }
        String country =
                switch (centre.country()) {
                    case "TJ" -> "+992";
                    case "KG" -> "+996";
                    default -> "+998";
                };
        PhoneNumber phone = new PhoneNumber(country + "00%07d".formatted(draw.below(10_000_000)));
        formerPhone = phone;
        return phone;
    }

    private String email(@Nullable PersonName name) {
        String who = name == null ? "somebody" : name.searchKey().split(" ")[0];
        return who + "." + draw.below(1_000) + "@example.org";
    }

    private void finish(Plan plan) throws SQLException {
        Instant end = at(plan.day().plusDays(1), LocalTime.MIDNIGHT);
        List<Person> registered = new ArrayList<>();
        while (!toRegister.isEmpty() && toRegister.element().registeredAt.isBefore(end)) {
            registered.add(toRegister.remove());
        }
        rows.register(centre, registered);
        plan.events().sort(Comparator.comparing(Event::at));
        rows.write(centre, plan.day(), plan.events());
    }

    private Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant();
    }

    private Duration minutes(int from, int to) {
        return Duration.ofSeconds((long) (60 * draw.between(from, to)));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static List<String> notes(String language) {
        return switch (language) {
            case "uz" ->
                List.of(
                        "Shartnoma nusxasini olib keladi.",
                        "Rasmiy ish oʻrinlari roʻyxati berildi, savollar boʻlsa qayta keladi.",
                        "Til kursi haqida maʼlumot soʻradi.",
                        "Oila aʼzolari bilan maslahatlashib qaror qiladi.");
            case "tg" ->
                List.of(
                        "Нусхаи шартномаро меорад.",
                        "Рӯйхати ҷойҳои кори расмӣ дода шуд.",
                        "Дар бораи курсҳои забон пурсид.",
                        "Бо оила маслиҳат карда, қарор мекунад.");
            case "ky" ->
                List.of(
                        "Келишимдин көчүрмөсүн алып келет.",
                        "Расмий жумуш орундарынын тизмеси берилди.",
                        "Тил курстары жөнүндө сурады.",
                        "Үй-бүлөсү менен кеңешип чечет.");
            case "en" -> List.of("Will bring a copy of the contract.", "Asked about language courses.");
            default ->
                List.of(
                        "Принесёт копию договора.",
                        "Дан список официальных вакансий, при вопросах придёт снова.",
                        "Спрашивал о языковых курсах.",
                        "Посоветуется с семьёй и решит.");
        };
    }

    private static List<String> contactNotes(String language) {
        return switch (language) {
            case "uz" -> List.of("Faqat kechqurun qoʻngʻiroq qiling", "Markaz nomini aytmang");
            case "tg" -> List.of("Танҳо бегоҳӣ занг занед", "Номи марказро нагӯед");
            case "ky" -> List.of("Кечинде гана чалыңыз", "Борбордун атын айтпаңыз");
            case "en" -> List.of("Please call in the evening only");
            default -> List.of("Звонить только вечером", "Не называйте центр");
        };
    }

    /** Today as it stands at this moment: what is over, who is talking, who waits, who is still to come. */
    private final class TodayPlan {

        /** A time of today with what became of it so far. */
        private record Opening(boolean booked, Diary.Slot slot, Instant arrived, String state) {}

        private final List<Opening> openings = new ArrayList<>();
        private final boolean over = now.isAfter(at(today, LocalTime.of(18, 0)));

        TodayPlan() {
            if (centre.openOn(today)) {
                openTheDoors();
            }
            letTwoWait();
        }

        private void openTheDoors() {
            Diary diary = new Diary(today, counsellors, draw);
            openAround(diary, now, "IN_SESSION");
            openAround(diary, now.plus(Duration.ofMinutes(30)), "ARRIVED");
            int many = (int) Math.max(8, bookingsADay() * weight(today));
            for (int i = 0; i < many; i++) {
                Diary.Slot slot = diary.take(centre.languages().getFirst(), null, 40);
                if (slot != null) {
                    openings.add(new Opening(true, slot, at(today, slot.start()), stateOfBooking(slot)));
                }
            }
            int guests = (int) Math.max(8, consultations * 0.62 / 250 * weight(today));
            for (int i = 0; i < guests; i++) {
                Diary.Slot slot = diary.take(centre.languages().getFirst(), null, 30);
                if (slot != null) {
                    Instant start = at(today, slot.start());
                    Instant arrived = start.minus(minutes(5, 50));
                    if (arrived.isBefore(now)) {
                        openings.add(new Opening(false, slot, arrived, stateOfWalkIn(start)));
                    }
                }
            }
            leaveSomethingToDo();
        }

        /** Whatever the hour and the day, there is a line to try out. */
        private void letTwoWait() {
            Diary.Slot none = new Diary.Slot(counsellors.getFirst(), LocalTime.of(9, 0), 30);
            Instant morning = at(today, LocalTime.MIDNIGHT);
            Instant latest = earlier(now, at(today, LocalTime.of(17, 40)));
            for (Duration waited : List.of(minutes(15, 20), minutes(5, 9))) {
                openings.add(new Opening(false, none, later(morning, latest.minus(waited)), "WAITING"));
            }
        }

        /** Whatever chance brings, somebody is talking at this moment and somebody has come early for the next half hour. */
        private void openAround(Diary diary, Instant moment, String state) {
            Diary.Slot slot = diary.takeAround(moment.atZone(zone).toLocalTime(), 40);
            if (slot != null) {
                openings.add(new Opening(true, slot, at(today, slot.start()), state));
            }
        }

        private String stateOfBooking(Diary.Slot slot) {
            Instant start = at(today, slot.start());
            Instant end = start.plus(Duration.ofMinutes(slot.minutes()));
            if (!end.isAfter(now)) {
                return draw.from(OVER);
            }
            if (!start.isAfter(now)) {
                return draw.from(GOING_ON);
            }
            if (start.isBefore(now.plus(Duration.ofMinutes(30)))) {
                return draw.chance(0.6) ? "ARRIVED" : "BOOKED";
            }
            return draw.chance(0.06) ? "CANCELLED" : "BOOKED";
        }

        private String stateOfWalkIn(Instant start) {
            if (!start.plus(Duration.ofMinutes(30)).isAfter(now)) {
                return draw.chance(0.05) ? "LEFT" : "COMPLETED";
            }
            return start.isBefore(now.minus(Duration.ofMinutes(2))) ? "IN_SESSION" : "WAITING";
        }

        /** After hours the last two are still open, as if somebody had left early: there is something to try out. */
        private void leaveSomethingToDo() {
            if (over) {
                List<Opening> last = openings.stream()
                        .filter(opening -> opening.booked() && opening.state().equals("COMPLETED"))
                        .sorted(Comparator.comparing(Opening::arrived).reversed())
                        .limit(2)
                        .toList();
                for (int i = 0; i < last.size(); i++) {
                    Opening opening = last.get(i);
                    openings.set(
                            openings.indexOf(opening),
                            new Opening(true, opening.slot(), opening.arrived(), i == 0 ? "ARRIVED" : "IN_SESSION"));
                }
            }
        }

        int talks() {
            return (int) openings.stream()
                    .filter(opening -> opening.state().equals("COMPLETED"))
                    .count();
        }

        void fill(List<Event> events) {
            for (Opening opening : openings) {
                events.add(opening.booked() ? booked(opening) : walkedIn(opening));
            }
        }

        private Event booked(Opening opening) {
            Caller caller = caller(today);
            for (int tries = 0; tries < 6 && !speaks(opening, caller.profile()) && caller.known() == null; tries++) {
                caller = caller(today);
            }
            Integer length = Objects.requireNonNull(minutes.get(caller.service()));
            Diary.Slot slot =
                    new Diary.Slot(opening.slot().counsellor(), opening.slot().start(), length);
            return booking(caller, today, slot, opening.state(), Math.max(1, lead(caller, today)));
        }

        private Event walkedIn(Opening opening) {
            Demand.Profile profile = demand.person();
            for (int tries = 0; tries < 6 && !speaks(opening, profile); tries++) {
                profile = demand.person();
            }
            if (opening.state().equals("LEFT")) {
                return new Event.WalkIn(
                        null,
                        profile,
                        opening.arrived(),
                        "LEFT",
                        null,
                        null,
                        null,
                        opening.arrived().plus(minutes(15, 30)),
                        null);
            }
            Instant started =
                    later(at(today, opening.slot().start()), opening.arrived()).plus(minutes(0, 2));
            return walkIn(
                    null,
                    profile,
                    draw.chance(0.15),
                    today,
                    opening.slot().counsellor(),
                    opening.arrived(),
                    started,
                    opening.state());
        }

        private boolean speaks(Opening opening, Demand.Profile profile) {
            return opening.slot().counsellor().talks().contains(profile.language());
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
