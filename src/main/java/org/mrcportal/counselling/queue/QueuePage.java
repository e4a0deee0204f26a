package org.mrcportal.counselling.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreTime;

/**
 * The line as the people who work there see it: those called first, then the waiting in their turn, then those on hold, in
 * session and gone.
 *
 * @param desks where people can be called to
 * @param desk where the reader called somebody to last; null: nowhere yet
 * @param median of today's waits, in minutes; null: nobody was received yet
 * @param longest the longest wait that goes on, in minutes; null: nobody waits
 * @param talk the median of today's talks, in minutes; null: none has ended
 */
record QueuePage(
        List<Row> rows,
        List<String> desks,
        @Nullable String desk,
        int waiting,
        @Nullable Long median,
        @Nullable Long longest,
        @Nullable Long talk) {

    private static final List<Standing> ORDER =
            List.of(Standing.CALLED, Standing.ON_HOLD, Standing.IN_SESSION, Standing.COMPLETED, Standing.LEFT);

    /**
     * One line, in the reader's words.
     *
     * @param turn how many are received first, and one; null: does not wait
     * @param cameAt such as 10:05
     * @param bookedFor such as 10:30; null: without a booking
     * @param minutes waited, until called or so far
     * @param counsellor with whom; null: nobody yet
     * @param mine whether the reader called the person, or talks with the person
     */
    record Row(
            UUID id,
            @Nullable Integer number,
            @Nullable Integer turn,
            String cameAt,
            @Nullable String bookedFor,
            long minutes,
            boolean overdue,
            String language,
            @Nullable String counsellorSex,
            @Nullable String service,
            Standing standing,
            @Nullable String counsellor,
            @Nullable String calledBy,
            @Nullable String desk,
            boolean mine,
            boolean logged) {

        public boolean is(String name) {
            return standing.name().equals(name);
        }

        public boolean isOver() {
            return standing == Standing.LEFT || logged;
        }

        /** What tells the line's buttons from those of other lines. */
        public String label() {
            return number == null ? cameAt : number.toString();
        }

        /** The consultation's form for this person. */
        public String log() {
            return "/staff/consultations/new?" + (bookedFor == null ? "walk-in=" : "appointment=") + id;
        }

        public String colour() {
            return switch (standing) {
                case WAITING -> "yellow";
                case CALLED -> "blue";
                case ON_HOLD -> "orange";
                case IN_SESSION -> "teal";
                case COMPLETED -> "green";
                case LEFT -> "grey";
            };
        }
    }

    static QueuePage of(WaitingRoom.Today today, ZoneId zone, StaffId reader, UnaryOperator<String> languages) {
        List<InLine> turns = today.inTurn();
        List<InLine> others = today.people().stream()
                .filter(person -> !person.is(Standing.WAITING))
                .sorted(Comparator.comparingInt(person -> ORDER.indexOf(person.standing())))
                .toList();
        Writer writer = new Writer(today, zone, reader, languages);
        return new QueuePage(
                Stream.of(
                                others.stream()
                                        .filter(person -> person.is(Standing.CALLED))
                                        .map(person -> writer.row(person, null)),
                                turns.stream().map(person -> writer.row(person, turns.indexOf(person) + 1)),
                                others.stream()
                                        .filter(person -> !person.is(Standing.CALLED))
                                        .map(person -> writer.row(person, null)))
                        .flatMap(rows -> rows)
                        .toList(),
                today.rules().desks(),
                deskOf(today, reader),
                turns.size(),
                median(today.people().stream().filter(InLine::wasReceived).map(person -> person.waited(today.now()))),
                turns.stream()
                        .map(person -> person.waited(today.now()).toMinutes())
                        .max(Long::compare)
                        .orElse(null),
                median(today.people().stream().flatMap(person -> talk(person).stream())));
    }

    private record Writer(WaitingRoom.Today today, ZoneId zone, StaffId reader, UnaryOperator<String> languages) {

        Row row(InLine person, @Nullable Integer turn) {
            return new Row(
                    person.id(),
                    person.number(),
                    turn,
                    CentreTime.time(person.arrivedAt(), zone),
                    person.bookedFor() == null ? null : CentreTime.time(person.bookedFor(), zone),
                    person.waited(today.now()).toMinutes(),
                    person.standing().isOpen()
                            && Turns.isOverdue(
                                    person, today.now(), today.rules().patience()),
                    languages.apply(person.language()),
                    person.counsellorSex(),
                    person.service(),
                    person.standing(),
                    person.counsellorName(),
                    person.calledByName(),
                    person.desk(),
                    reader.equals(person.is(Standing.CALLED) ? person.calledBy() : person.counsellor()),
                    person.logged());
        }
    }

    private static @Nullable String deskOf(WaitingRoom.Today today, StaffId reader) {
        return today.people().stream()
                .filter(person -> reader.equals(person.calledBy()) && person.desk() != null)
                .max(Comparator.comparing(person -> person.calledAt() == null ? Instant.MIN : person.calledAt()))
                .map(InLine::desk)
                .orElse(null);
    }

    private static Optional<Duration> talk(InLine person) {
        Instant started = person.startedAt();
        Instant finished = person.finishedAt();
        return started == null || finished == null
                ? Optional.empty()
                : Optional.of(Duration.between(started, finished));
    }

    private static @Nullable Long median(Stream<Duration> durations) {
        List<Duration> sorted = durations.sorted().toList();
        return sorted.isEmpty() ? null : sorted.get(sorted.size() / 2).toMinutes();
    }

    /** The rows the reader has to do with now. */
    public List<Row> mine() {
        return rows.stream().filter(row -> row.mine() && row.is("CALLED")).toList();
    }
}
