package org.mrcportal.chaos;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.chaos.Aftermath.Row;
import org.mrcportal.chaos.Aftermath.Said;
import org.mrcportal.chaos.History.Answer;
import org.mrcportal.chaos.History.Line;

/**
 * Compares what clients were told with what is there. For each appointment it follows every course that its answers
 * allow: an acknowledged action has happened, a refused one has not, and one without an answer may have; what is there
 * has to be the end of one of these courses.
 */
final class Checker {

    private static final String NOTHING = "NOTHING";

    /** Where an appointment may stand. */
    private record At(String state, @Nullable Instant time) {

        At booked() {
            return state.equals("HELD") ? new At("BOOKED", time) : this;
        }

        At moved(@Nullable Instant to) {
            return state.equals("BOOKED") ? new At("BOOKED", to) : this;
        }

        At cancelled() {
            return state.equals("BOOKED") ? new At("CANCELLED", time) : this;
        }
    }

    private final List<String> violations = new ArrayList<>();

    private Checker() {}

    /** What is wrong, in words; nothing where all is well. */
    static List<String> violations(List<Line> history, Aftermath aftermath) {
        Checker checker = new Checker();
        checker.capacity(aftermath.rows());
        checker.courses(
                history.stream()
                        .filter(line -> line.action() != History.Action.CONFIRM)
                        .toList(),
                aftermath);
        checker.confirmed(history, aftermath.rows());
        checker.letters(aftermath);
        return checker.violations;
    }

    private void capacity(List<Row> rows) {
        Map<String, List<Row>> diaries = rows.stream()
                .filter(Row::takesTime)
                .sorted(comparing(Row::starts))
                .collect(Collectors.groupingBy(Row::counsellor));
        diaries.values().forEach(diary -> {
            for (int i = 0; i < diary.size(); i++) {
                for (int j = i + 1; j < diary.size(); j++) {
                    apart(diary.get(i), diary.get(j));
                }
            }
        });
        rows.stream()
                .filter(row -> row.takesTime() && row.occasion() != null)
                .collect(Collectors.groupingBy(row -> String.valueOf(row.occasion())))
                .forEach((occasion, people) -> {
                    if (people.size() > people.getFirst().places()) {
                        violations.add("Over capacity: %d people for %d places at %s"
                                .formatted(
                                        people.size(),
                                        people.getFirst().places(),
                                        people.getFirst().starts()));
                    }
                });
    }

    private void apart(Row earlier, Row later) {
        if (earlier.occasion() != null && earlier.occasion().equals(later.occasion())) {
            if (earlier.place() == later.place()) {
                violations.add("One place given twice: %s and %s".formatted(earlier.id(), later.id()));
            }
            return;
        }
        Duration pause = Duration.ofMinutes(Math.max(earlier.bufferAfter(), later.bufferBefore()));
        if (later.starts().isBefore(earlier.ends().plus(pause))) {
            violations.add("Two visits in one time: %s at %s and %s at %s"
                    .formatted(earlier.id(), earlier.starts(), later.id(), later.starts()));
        }
    }

    private void courses(List<Line> history, Aftermath aftermath) {
        Map<String, List<Line>> byKey =
                history.stream().collect(Collectors.groupingBy(Line::key, LinkedHashMap::new, Collectors.toList()));
        Map<String, Row> rows = new HashMap<>();
        aftermath.rows().forEach(row -> rows.put(row.key(), row));
        Map<String, List<Said>> said = aftermath.outbox().stream().collect(Collectors.groupingBy(Said::about));
        byKey.forEach((key, lines) -> {
            Set<At> possible = course(lines);
            Row row = rows.get(key);
            At there = row == null
                    ? new At(NOTHING, null)
                    : new At(row.state().equals("EXPIRED") ? "HELD" : row.state(), row.starts());
            if (!possible.contains(there)) {
                violations.add("%s is %s, but the answers allow only %s".formatted(key, there, possible));
            }
            if (row != null) {
                messages(key, lines, row, said.getOrDefault(row.id(), List.of()));
            }
        });
        rows.keySet().stream()
                .filter(key -> !byKey.containsKey(key))
                .forEach(key -> violations.add("Nobody asked for " + key));
    }

    private static Set<At> course(List<Line> lines) {
        Set<At> possible = new HashSet<>(Set.of(new At(NOTHING, null)));
        for (Line line : lines) {
            if (line.answer() == Answer.REFUSED) {
                continue;
            }
            Set<At> done = possible.stream()
                    .map(at -> switch (line.action()) {
                        case HOLD -> at.state().equals(NOTHING) ? new At("HELD", line.time()) : at;
                        case BOOK -> at.booked();
                        case MOVE -> at.moved(line.time());
                        case CANCEL -> at.cancelled();
                        case CONFIRM -> at;
                    })
                    .collect(Collectors.toSet());
            if (line.answer() == Answer.UNKNOWN) {
                done.addAll(possible);
            }
            possible = done;
        }
        return possible;
    }

    /** What has certainly happened is told once, what may have happened once at most. */
    private void messages(String key, List<Line> lines, Row row, List<Said> said) {
        told(key, lines, History.Action.BOOK, row.asks() ? "RECEIVED" : "CONFIRMATION", said);
        told(key, lines, History.Action.MOVE, "CHANGE", said);
        told(key, lines, History.Action.CANCEL, "CANCELLATION", said);
        if (row.asks()) {
            yesIsTold(row, said);
        }
        if (row.state().equals("HELD") && !said.isEmpty()) {
            violations.add("%s is held, yet somebody was told: %s".formatted(key, said));
        }
    }

    /** A yes stays a yes, and is told once. */
    private void confirmed(List<Line> history, List<Row> rows) {
        Set<String> yes = history.stream()
                .filter(line -> line.action() == History.Action.CONFIRM && line.answer() == Answer.ACKNOWLEDGED)
                .map(Line::key)
                .collect(Collectors.toSet());
        rows.stream()
                .filter(row -> row.awaits() && row.state().equals("BOOKED") && yes.contains(row.id()))
                .forEach(row -> violations.add("The centre's yes to %s is lost".formatted(row.id())));
    }

    private void yesIsTold(Row row, List<Said> said) {
        long times =
                said.stream().filter(one -> one.kind().equals("CONFIRMATION")).count();
        boolean sure = row.state().equals("BOOKED");
        if (times > 1 || sure && times != (row.awaits() ? 0 : 1)) {
            violations.add("%s: %d confirmations, and it awaits one: %s".formatted(row.id(), times, row.awaits()));
        }
    }

    private void told(String key, List<Line> lines, History.Action action, String kind, List<Said> said) {
        long sure = lines.stream()
                .filter(line -> line.action() == action && line.answer() == Answer.ACKNOWLEDGED)
                .count();
        long maybe = lines.stream()
                .filter(line -> line.action() == action && line.answer() == Answer.UNKNOWN)
                .count();
        if (action != History.Action.MOVE) { // the same press again has no further effect
            maybe = sure > 0 ? 0 : Math.min(1, maybe);
            sure = Math.min(1, sure);
        }
        long count = said.stream().filter(one -> one.kind().equals(kind)).count();
        if (count < sure || count > sure + maybe) {
            violations.add("%s: %d messages %s for %d to %d reasons".formatted(key, count, kind, sure, sure + maybe));
        }
    }

    /** A letter may come a second time only where a node died with it in its hands. */
    private void letters(Aftermath aftermath) {
        Map<String, Said> known = aftermath.outbox().stream().collect(Collectors.toMap(Said::id, one -> one));
        aftermath.letters().forEach((id, times) -> {
            Said one = known.get(id);
            if (one == null) {
                violations.add("A letter that nobody wrote: " + id);
            } else if (times > 1 + one.lapsed()) {
                violations.add("Letter %s came %d times".formatted(id, times));
            }
        });
        aftermath.outbox().stream()
                .filter(one ->
                        one.state().equals("SENT") && !aftermath.letters().containsKey(one.id()))
                .forEach(one -> violations.add("Never arrived: " + one));
    }
}
