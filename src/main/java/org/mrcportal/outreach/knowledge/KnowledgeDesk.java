package org.mrcportal.outreach.knowledge;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.outreach.session.SessionState;
import org.mrcportal.outreach.session.Sessions;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What staff do with a session's knowledge check: begin it, open it, type paper in, read what it says. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class KnowledgeDesk {

    static final int MOST_SEATS = 500;

    private final KnowledgeRounds rounds;
    private final Sessions sessions;
    private final QuestionWords words;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    KnowledgeDesk(
            KnowledgeRounds rounds,
            Sessions sessions,
            QuestionWords words,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rounds = rounds;
        this.sessions = sessions;
        this.words = words;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A session and its check.
     *
     * @param round null: none has begun
     * @param topics for which there are questions, the session's own first
     * @param before seats that have answered before
     * @param after seats that have answered afterwards
     */
    record State(
            SessionOnPlan plan,
            @Nullable KnowledgeRound round,
            List<String> topics,
            List<Integer> before,
            List<Integer> after,
            Gain gain,
            List<Statement> statements) {}

    /** One statement, and of the pairs how many had it right before and after. */
    record Statement(String text, boolean isTrue, int before, int after) {}

    /** @throws NotFound where the scope has no such session */
    @Transactional(readOnly = true)
    State state(SessionId id, Locale locale) {
        SessionOnPlan plan = sessions.get(id);
        KnowledgeRound round = rounds.of(id).orElse(null);
        if (round == null) {
            return new State(plan, null, topics(plan), List.of(), List.of(), Gain.of(List.of()), List.of());
        }
        List<KnowledgeRounds.Both> pairs = rounds.pairs(id);
        Gain gain = Gain.of(pairs.stream()
                .map(pair -> new Gain.Pair(
                        pair.before(), pair.after(), round.questions().size()))
                .toList());
        return new State(
                plan,
                round,
                List.of(),
                rounds.seats(id, Phase.BEFORE),
                rounds.seats(id, Phase.AFTER),
                gain,
                statements(round, pairs, locale));
    }

    /** What is on the cards and sheets to be printed, in the language of the session. */
    record Printed(SessionOnPlan plan, KnowledgeRound round, Language spoken, List<String> statements) {}

    /** @throws NotFound where no check has begun */
    @Transactional(readOnly = true)
    Printed printed(SessionId id) {
        SessionOnPlan plan = sessions.get(id);
        KnowledgeRound round = round(id);
        Language spoken = Language.ofCode(plan.language()).orElse(Language.EN);
        return new Printed(plan, round, spoken, words.statements(round, spoken.locale()));
    }

    /** Whether a check can begin: a cancelled session has none. */
    static boolean canBegin(SessionOnPlan plan) {
        return plan.state() == SessionState.PUBLISHED || plan.state() == SessionState.HELD;
    }

    /** @throws NotFound where the session is not to be held, or the topic has no questions */
    void begin(SessionId id, String topic, int seats) {
        SessionOnPlan plan = sessions.get(id);
        if (!canBegin(plan) || !rounds.topics().contains(topic)) {
            throw new NotFound(topic);
        }
        rounds.start(id, plan.centre().id(), topic, seats, clock.instant());
        events.publishEvent(
                new AuditEntry("KNOWLEDGE_CHECK_BEGUN", plan.centre().id(), "session:" + id, null));
    }

    /** Lets phones answer for that phase, or for none. */
    void open(SessionId id, @Nullable Phase phase) {
        round(id);
        rounds.open(id, phase);
    }

    KnowledgeRounds.Taken typeIn(SessionId id, Phase phase, int seat, List<Answer> answers, UUID once) {
        return rounds.take(round(id), phase, seat, "PAPER", answers, once);
    }

    /** Takes out what a seat has answered, before or after. */
    void remove(SessionId id, Phase phase, int seat) {
        UUID centre = sessions.get(id).centre().id();
        if (rounds.remove(id, phase, seat)) {
            events.publishEvent(new AuditEntry("KNOWLEDGE_SHEET_REMOVED", centre, "session:" + id, phase.name()));
        }
    }

    private KnowledgeRound round(SessionId id) {
        return rounds.of(id).orElseThrow(() -> new NotFound(id));
    }

    private List<String> topics(SessionOnPlan plan) {
        List<String> all = rounds.topics();
        List<String> ordered = new ArrayList<>(plan.topics());
        ordered.retainAll(all);
        all.stream().filter(topic -> !ordered.contains(topic)).forEach(ordered::add);
        return ordered;
    }

    private List<Statement> statements(KnowledgeRound round, List<KnowledgeRounds.Both> pairs, Locale locale) {
        List<String> texts = words.statements(round, locale);
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            int place = i;
            String right = round.questions().get(i).right().name();
            statements.add(new Statement(
                    texts.get(i),
                    right.equals("TRUE"),
                    (int) pairs.stream()
                            .filter(pair -> pair.answersBefore().get(place).equals(right))
                            .count(),
                    (int) pairs.stream()
                            .filter(pair -> pair.answersAfter().get(place).equals(right))
                            .count()));
        }
        return statements;
    }
}
