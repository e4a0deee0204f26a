package org.mrcportal.chaos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mrcportal.Fixtures;
import org.mrcportal.Visitor;
import org.mrcportal.Visitor.Page;
import org.mrcportal.chaos.History.Action;
import org.mrcportal.chaos.History.Answer;
import org.mrcportal.chaos.History.Line;

/** Somebody who books, moves and gives up by the public pages, over and over, at whichever portal answers. */
final class Person {

    private static final Pattern RADIO = Pattern.compile("name=\"time\"[^>]*value=\"([^\"]+)\"");
    private static final int PRESSES = 3;

    /** For one alone, for three together, and one that needs the centre's yes. */
    private static final List<String> SERVICES = List.of("DOCUMENTS", "DOCUMENTS", "STUDY", "ENTRY_BAN");

    private final int number;
    private final List<Instance> instances;
    private final List<Fixtures.Centre> centres;
    private final History history;
    private final Random random;
    private final Map<Integer, Browser> browsers = new HashMap<>();

    Person(int number, List<Instance> instances, List<Fixtures.Centre> centres, History history) {
        this.number = number;
        this.instances = instances;
        this.centres = centres;
        this.history = history;
        this.random = new Random(number);
    }

    void keepGoing(BooleanSupplier goOn) {
        for (int round = 0; goOn.getAsBoolean(); round++) {
            try {
                visit(round, goOn);
            } catch (IllegalStateException | NoSuchElementException unreachable) {
                pause();
            }
        }
    }

    private void visit(int round, BooleanSupplier goOn) {
        Instance instance = any();
        Page times = browser(instance).visitor.get(address());
        List<String> offered = offered(times);
        if (offered.isEmpty()) {
            pause();
            return;
        }
        String key = UUID.randomUUID().toString();
        String time = offered.get(random.nextInt(Math.min(6, offered.size())));
        String token = null;
        for (int press = 0; press < PRESSES && token == null && goOn.getAsBoolean(); press++) {
            Instance at = any();
            Told told = post(at, "/en/book/hold", heldFields(times, time, key));
            token = told.answer == Answer.ACKNOWLEDGED ? part(told.location, 3) : null;
            add(Action.HOLD, key, token, Instant.parse(time), told, at);
            if (told.answer == Answer.REFUSED) {
                return;
            }
        }
        if (token == null || random.nextInt(5) == 0) {
            return; // changed their mind: the hold lapses
        }
        if (answered(token, round) && done(Action.BOOK, key, token, "/en/book/" + token + "/check", null)) {
            afterwards(key, token, time, times.body().contains("value=\"ENTRY_BAN\""));
        }
    }

    /** Whoever waits for a yes does not move: that would ask again. */
    private void afterwards(String key, String token, String held, boolean asks) {
        List<String> asked = new ArrayList<>(List.of(held));
        for (int times = asks ? 0 : random.nextInt(3); times > 0; times--) {
            List<String> other = offered(browser(any()).visitor.get("/en/bookings/" + token + "/move"));
            other.removeAll(asked); // a group offers the time one has already, which is no change
            if (other.isEmpty()) {
                return;
            }
            String time = other.get(random.nextInt(Math.min(6, other.size())));
            asked.add(time);
            done(Action.MOVE, key, token, "/en/bookings/" + token + "/move", time);
        }
        if (random.nextInt(2) == 0) {
            done(Action.CANCEL, key, token, "/en/bookings/" + token + "/cancel", null);
        }
    }

    /** Presses until there is an answer. */
    private boolean done(Action action, String key, String token, String path, @Nullable String time) {
        for (int press = 0; press < PRESSES; press++) {
            Instance at = any();
            Told told = post(at, path, time == null ? List.of() : List.of("time", time));
            if (told.answer == Answer.ACKNOWLEDGED && !told.location.contains("/bookings/")) {
                return false; // a question is open: nothing was done, and nothing was said of it
            }
            add(action, key, token, time == null ? null : Instant.parse(time), told, at);
            if (told.answer != Answer.UNKNOWN) {
                return told.answer == Answer.ACKNOWLEDGED;
            }
            pause();
        }
        return false;
    }

    private boolean answered(String token, int round) {
        for (int press = 0; press < PRESSES; press++) {
            Told details = post(
                    any(),
                    "/en/book/" + token + "/details",
                    List.of(
                            "name",
                            "Person %d %d".formatted(number, round),
                            "reach",
                            "EMAIL",
                            "email",
                            "p%d.%d@example.org".formatted(number, round),
                            "mayMessage",
                            "true"));
            Told privacy = post(any(), "/en/book/" + token + "/privacy", List.of("agree", "true", "reminder", "true"));
            if (details.answer == Answer.ACKNOWLEDGED && privacy.answer == Answer.ACKNOWLEDGED) {
                return true;
            }
            pause();
        }
        return false;
    }

    private record Told(Answer answer, String location) {}

    /** A browser for each portal, with the token that its forms carry. */
    private record Browser(Visitor visitor, String csrf) {}

    private Browser browser(Instance at) {
        return browsers.computeIfAbsent(at.number(), number -> {
            Visitor visitor = new Visitor(at.port());
            return new Browser(
                    visitor, visitor.get("/en/find-booking").value("_csrf").orElseThrow());
        });
    }

    private Told post(Instance at, String path, List<String> fields) {
        try {
            Browser browser = browser(at);
            List<String> all = new ArrayList<>(fields);
            all.addAll(List.of("_csrf", browser.csrf));
            Page page = browser.visitor.post(path, all.toArray(String[]::new));
            return new Told(
                    switch (page.status()) {
                        case 303 -> Answer.ACKNOWLEDGED;
                        case 409, 429 -> Answer.REFUSED;
                        default -> Answer.UNKNOWN;
                    },
                    page.location());
        } catch (IllegalStateException | NoSuchElementException noAnswer) {
            return new Told(Answer.UNKNOWN, "");
        }
    }

    private void add(
            Action action, String key, @Nullable String token, @Nullable Instant time, Told told, Instance at) {
        history.add(new Line(Instant.now(), number, action, key, token, time, told.answer, at.number()));
    }

    private String address() {
        Fixtures.Centre centre = centres.get(random.nextInt(centres.size()));
        String service = SERVICES.get(random.nextInt(SERVICES.size()));
        return "/en/book/time?service=%s&mode=IN_PERSON&centre=%s&language=uz&sex=ANY"
                .formatted(service, centre.code());
    }

    private static List<String> heldFields(Page times, String time, String key) {
        List<String> fields = new ArrayList<>(List.of("time", time, "once", key));
        times.hidden().stream()
                .filter(field -> !List.of("once", "_csrf").contains(field[0]))
                .forEach(field -> {
                    fields.add(field[0]);
                    fields.add(field[1]);
                });
        return fields;
    }

    private static List<String> offered(Page page) {
        List<String> times = new ArrayList<>();
        Matcher radio = RADIO.matcher(page.body());
        while (radio.find()) {
            times.add(radio.group(1));
        }
        return times;
    }

    private static String part(String location, int number) {
        return location.split("/")[number];
    }

    private Instance any() {
        return instances.get(random.nextInt(instances.size()));
    }

    /** As long as somebody needs to press again. */
    private void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(200_000_000L + random.nextInt(300_000_000));
    }
}
