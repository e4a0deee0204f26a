package org.mrcportal.demonstration;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes up who comes to a centre, with what, when, and what comes of it: bookings, walk-ins, talks from afar. */
final class Encounters {

    /** Nobody books earlier. */
    static final int LONGEST_LEAD = 14;

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

    private final DemonstrationCentre centre;
    private final List<Colleague> counsellors;
    private final Map<String, Integer> lengths;
    private final Instant now;
    private final Draw draw;
    private final Demand demand;
    private final Newcomers newcomers;
    private final TreeMap<LocalDate, Deque<Person>> expectedBack = new TreeMap<>();

    /** @param lengths how many minutes each service takes */
    Encounters(
            DemonstrationCentre centre,
            List<Colleague> counsellors,
            Map<String, Integer> lengths,
            Instant now,
            Draw draw,
            Newcomers newcomers) {
        this.centre = centre;
        this.counsellors = counsellors;
        this.lengths = lengths;
        this.now = now;
        this.draw = draw;
        this.demand = new Demand(centre, draw);
        this.newcomers = newcomers;
    }

    Demand.Profile somebody() {
        return demand.person();
    }

    int length(Caller caller) {
        return Objects.requireNonNull(lengths.get(caller.service()));
    }

    /** Somebody who wants to talk, and how: a new person, or one who was here before. */
    record Caller(
            Demand.Profile profile,
            Demand.Matter matter,
            @Nullable Person known,
            String service,
            String mode,
            @Nullable String wishedSex) {}

    Caller caller(LocalDate day) {
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
    int lead(Caller caller, LocalDate day) {
        int lead = draw.from(LEADS);
        Person known = caller.known();
        return known == null
                ? lead
                : (int) Math.min(lead, day.toEpochDay() - known.lastVisit().toEpochDay() - 1);
    }

    Diary.@Nullable Slot slot(Diary diary, Caller caller) {
        Integer length = Objects.requireNonNull(lengths.get(caller.service()));
        return diary.take(caller.profile().language(), caller.wishedSex(), length);
    }

    Event.Booking booking(Caller caller, LocalDate day, Diary.Slot slot, String state, int lead) {
        Instant start = at(day, slot.start());
        Instant end = start.plus(Duration.ofMinutes(slot.minutes()));
        Instant booked = lead == 0
                ? start.minus(minutes(60, 150))
                : at(day.minusDays(lead), LocalTime.of(7, 0)).plus(minutes(0, 16 * 60));
        booked = booked.isBefore(now) ? booked : now.minus(minutes(5, 90));
        Person person = caller.known() == null ? newcomers.add(caller.profile(), booked, true) : caller.known();
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

    Event.WalkIn walkIn(Diary diary, boolean givesName) {
        Person back = givesName && draw.chance(0.5) ? expected(diary.day()) : null;
        Demand.Profile profile = back == null ? demand.person() : back.profile;
        Diary.Slot slot = diary.take(profile.language(), null, 30);
        Instant started = slot == null
                ? at(diary.day(), LocalTime.of(9, 0)).plus(minutes(0, 8 * 60))
                : at(diary.day(), slot.start()).plus(minutes(0, 8));
        return walkIn(
                back,
                profile,
                givesName,
                diary.day(),
                slot == null ? draw.oneOf(counsellors) : slot.counsellor(),
                started.minus(minutes(2, 35)),
                started,
                "COMPLETED");
    }

    Event.WalkIn walkIn(
            @Nullable Person back,
            Demand.Profile profile,
            boolean givesName,
            LocalDate day,
            Colleague counsellor,
            Instant arrived,
            Instant started,
            String state) {
        Person person = back == null && givesName ? newcomers.add(profile, arrived, false) : back;
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
    Event.WalkIn leaving(LocalDate day) {
        Instant arrived = at(day, LocalTime.of(9, 30)).plus(minutes(0, 7 * 60));
        return new Event.WalkIn(
                null, demand.person(), arrived, "LEFT", null, null, null, arrived.plus(minutes(20, 70)), null);
    }

    Event.Remote remote(LocalDate day) {
        Person back = draw.chance(0.25) ? expected(day) : null;
        Demand.Profile profile = back == null ? demand.person() : back.profile;
        Demand.Matter former = back == null ? null : back.matter();
        Demand.Matter matter = former == null ? demand.matter(profile) : demand.later(former);
        Instant started = at(day, LocalTime.of(9, 0)).plus(minutes(0, 8 * 60));
        Instant ended = started.plus(minutes(4, 18));
        return new Event.Remote(
                back,
                profile,
                started,
                draw.from(REMOTE_MODES),
                draw.oneOf(counsellors),
                talk(back, profile, matter, day, started, ended));
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

    LocalDate nextOpen(LocalDate day) {
        LocalDate open = day;
        while (!centre.openOn(open)) {
            open = open.plusDays(1);
        }
        return open;
    }

    Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(centre.zone()).toInstant();
    }

    Duration minutes(int from, int to) {
        return Duration.ofSeconds((long) (60 * draw.between(from, to)));
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
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
}
