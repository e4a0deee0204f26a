package org.mrcportal.outreach.knowledge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.knowledge.KnowledgeRound.Question;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads knowledge checks and takes sheets, within the scope of the transaction. */
@Component
@Transactional
class KnowledgeRounds {

    /** Phones answer for so long after the session has ended, where nobody closes the questions before. */
    private static final Duration LONGEST = Duration.ofHours(6);

    private static final String SELECT = """
            select r.session_id, r.topic_code, r.code, r.seats, r.questions,
                   %s as open_for,
                   array(select q.right_answer from unnest(r.questions) with ordinality asked (code, place)
                         join outreach.knowledge_question q on q.code = asked.code order by asked.place) as answers
            from outreach.knowledge_round r
            """;

    private static final String OPEN_TO_PHONES =
            "case when s.state <> 'CANCELLED' and s.ends_at >= :longAgo then r.open_for end";

    private final JdbcClient jdbc;
    private final Clock clock;

    KnowledgeRounds(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<KnowledgeRound> of(SessionId session) {
        return jdbc.sql(SELECT.formatted("r.open_for") + "where r.session_id = ?")
                .param(session.id())
                .query((row, number) -> round(row))
                .optional();
    }

    /** As phones see it: nothing is open where the session is cancelled, or has been over for long. */
    Optional<KnowledgeRound> byCode(String code) {
        return jdbc.sql(SELECT.formatted(OPEN_TO_PHONES)
                        + "join outreach.awareness_session s on s.id = r.session_id where r.code = :code")
                .param("longAgo", clock.instant().minus(LONGEST).atOffset(ZoneOffset.UTC))
                .param("code", code)
                .query((row, number) -> round(row))
                .optional();
    }

    /**
     * The scope of the check behind a code, in which the public reads it.
     *
     * @throws NotFound for anything that is no code of ours
     */
    Scope scopeOf(String typed) {
        return Reference.typed(typed)
                .flatMap(code -> jdbc.sql("select outreach.centre_of_check(?) as centre")
                        .param(code)
                        .query((row, number) -> Optional.ofNullable(row.getObject("centre", UUID.class)))
                        .single())
                .map(Scope::of)
                .orElseThrow(() -> new NotFound("a knowledge check"));
    }

    /** The topics for which there are questions. */
    List<String> topics() {
        return jdbc.sql("""
                        select t.code from outreach.topic t
                        where exists (select from outreach.knowledge_question q where q.topic_code = t.code and not q.retired)
                        order by t.position
                        """).query((row, number) -> row.getString("code")).list();
    }

    /** Begins a session's check with the topic's questions of today; one that has begun stays as it is. */
    void start(SessionId session, UUID centre, String topic, int seats, Instant now) {
        jdbc.sql("""
                        insert into outreach.knowledge_round (session_id, version, centre_id, topic_code, questions, code, seats, started_at)
                        select :session, 0, :centre, :topic, array_agg(q.code order by q.position), :code, :seats, :now
                        from outreach.knowledge_question q where q.topic_code = :topic and not q.retired
                        on conflict (session_id) do nothing
                        """)
                .param("session", session.id())
                .param("centre", centre)
                .param("topic", topic)
                .param("code", Reference.random())
                .param("seats", seats)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void open(SessionId session, @Nullable Phase phase) {
        jdbc.sql(
                        "update outreach.knowledge_round set open_for = nullif(?, ''), version = version + 1 where session_id = ?")
                .params(phase == null ? "" : phase.name(), session.id())
                .update();
    }

    /** What came of handing a sheet in. */
    enum Taken {
        YES,
        /** The seat has answered already. */
        SEAT_TAKEN
    }

    /** Takes a sheet once; the same form sent again changes nothing. */
    Taken take(KnowledgeRound round, Phase phase, int seat, String source, List<Answer> answers, UUID once) {
        int taken = jdbc.sql("""
                        insert into outreach.knowledge_sheet
                            (id, centre_id, session_id, phase, seat, source, answers, correct, asked, once)
                        select :id, r.centre_id, r.session_id, :phase, :seat, :source, :answers, :correct, :asked, :once
                        from outreach.knowledge_round r where r.session_id = :session
                        on conflict do nothing
                        """)
                .param("id", UUID.randomUUID())
                .param("phase", phase.name())
                .param("seat", seat)
                .param("source", source)
                .param("answers", answers.stream().map(Answer::name).toArray(String[]::new))
                .param("correct", round.correct(answers))
                .param("asked", answers.size())
                .param("once", once)
                .param("session", round.session().id())
                .update();
        if (taken == 1) {
            return Taken.YES;
        }
        boolean same = jdbc.sql(
                        "select exists (select from outreach.knowledge_sheet where once = ? and session_id = ?)")
                .params(once, round.session().id())
                .query(Boolean.class)
                .single();
        return same ? Taken.YES : Taken.SEAT_TAKEN;
    }

    /** Takes a seat's sheet out again, as when somebody typed another's number. */
    boolean remove(SessionId session, Phase phase, int seat) {
        return jdbc.sql("delete from outreach.knowledge_sheet where session_id = ? and phase = ? and seat = ?")
                        .params(session.id(), phase.name(), seat)
                        .update()
                == 1;
    }

    /** The seats that have handed in a sheet. */
    List<Integer> seats(SessionId session, Phase phase) {
        return jdbc.sql("select seat from outreach.knowledge_sheet where session_id = ? and phase = ? order by seat")
                .params(session.id(), phase.name())
                .query((row, number) -> row.getInt("seat"))
                .list();
    }

    /** One seat that answered twice. */
    record Both(int before, int after, List<String> answersBefore, List<String> answersAfter) {}

    List<Both> pairs(SessionId session) {
        return jdbc.sql("""
                        select correct_before, correct_after, answers_before, answers_after from outreach.knowledge_pair
                        where session_id = ?
                        """)
                .param(session.id())
                .query((row, number) -> new Both(
                        row.getInt("correct_before"),
                        row.getInt("correct_after"),
                        texts(row, "answers_before"),
                        texts(row, "answers_after")))
                .list();
    }

    private static KnowledgeRound round(ResultSet row) throws SQLException {
        List<String> codes = texts(row, "questions");
        List<String> right = texts(row, "answers");
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            questions.add(new Question(codes.get(i), Answer.valueOf(right.get(i))));
        }
        String open = row.getString("open_for");
        return new KnowledgeRound(
                new SessionId(row.getObject("session_id", UUID.class)),
                row.getString("topic_code"),
                questions,
                row.getString("code"),
                row.getInt("seats"),
                open == null ? null : Phase.valueOf(open));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
