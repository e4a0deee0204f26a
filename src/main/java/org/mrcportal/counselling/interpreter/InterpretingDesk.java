package org.mrcportal.counselling.interpreter;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.InterpreterAsked;
import org.mrcportal.counselling.talk.InterpreterLanguages;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.SecretLinks;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finding an interpreter for a visit: which visits need one, who could come, who was asked. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class InterpretingDesk {

    static final String KIND = "interpreting";

    /** How long an interpreter has to answer; never beyond the visit's beginning. */
    private static final Duration TIME_TO_ANSWER = Duration.ofHours(24);

    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final Centres centres;
    private final InterpreterLanguages languages;
    private final SecretLinks links;
    private final Releases releases;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    InterpretingDesk(
            JdbcClient jdbc,
            Centres centres,
            InterpreterLanguages languages,
            SecretLinks links,
            Releases releases,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.centres = centres;
        this.languages = languages;
        this.links = links;
        this.releases = releases;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A visit that needs an interpreter.
     *
     * @param sex of the interpreter: F or M; null: either
     * @param comes the interpreter who has agreed; null: nobody yet
     * @param asked how many have been asked and may still answer
     */
    record Visit(
            AppointmentId id,
            String moment,
            long minutes,
            String mode,
            String language,
            @Nullable String sex,
            @Nullable String comes,
            long asked) {

        public boolean settled() {
            return comes != null;
        }
    }

    /** The visits to come of one centre that need an interpreter, the next first. */
    record Worklist(CentreCard centre, List<CentreCard> choices, List<Visit> visits) {}

    private static final String VISIT = """
            select a.id, a.centre_id, a.starts_at, a.ends_at, a.mode, a.interpreter_sex,
                   coalesce(a.interpreter_language, 'other') as language,
                   (select i.name from counselling.interpreter_request r
                    join counselling.interpreter i on i.id = r.interpreter_id
                    where r.appointment_id = a.id and r.state = 'ACCEPTED') as comes,
                   (select count(*) from counselling.interpreter_request r
                    where r.appointment_id = a.id and r.state = 'ASKED' and r.expires_at > :now) as asked
            from counselling.appointment a
            """;

    @Transactional(readOnly = true)
    Worklist worklist(StaffMember me, @Nullable String code, Locale locale) {
        Workplaces places = Workplaces.of(me, centres, locale);
        CentreCard centre = places.at(code);
        List<Visit> visits = jdbc.sql(VISIT + """
                        where a.centre_id = :centre and a.starts_at > :now and 'INTERPRETER' = any (a.needs)
                          and a.state = 'BOOKED'
                        order by a.starts_at, a.id limit :most
                        """)
                .param("centre", centre.id().id())
                .param("now", now())
                .param("most", MOST)
                .query((row, number) -> visit(row, centre, locale))
                .list();
        return new Worklist(centre, places.choices(), visits);
    }

    /** Somebody who could be asked. */
    record Candidate(InterpreterId id, String name, String languages, boolean remote) {}

    /** What was asked and answered; {@code state} may also be EXPIRED. */
    record Asked(String name, String state) {}

    /** One visit with those who could come and those who were asked. */
    record Search(CentreCard centre, Visit visit, List<Candidate> candidates, List<Asked> asked) {}

    @Transactional(readOnly = true)
    Search search(AppointmentId id, Locale locale) {
        Needed needed = needed(id, false);
        CentreCard centre =
                centres.byId(new CentreId(needed.centre()), Language.of(locale)).orElseThrow();
        Visit visit = jdbc.sql(VISIT + " where a.id = :id")
                .param("id", id.id())
                .param("now", now())
                .query((row, number) -> visit(row, centre, locale))
                .single();
        return new Search(centre, visit, candidates(needed, locale), asked(id));
    }

    /**
     * Asks these interpreters, each once; who may not be asked is left out.
     *
     * @return how many are asked now
     */
    int ask(AppointmentId id, List<UUID> interpreters, StaffMember me) {
        Needed needed = needed(id, true);
        Instant now = clock.instant();
        if (!needed.open(now) || needed.taken()) {
            return 0;
        }
        jdbc.sql("""
                        update counselling.interpreter_request set state = 'RELEASED', version = version + 1
                        where appointment_id = ? and state = 'ASKED' and expires_at <= ?
                        """).params(id.id(), now()).update();
        List<UUID> may = candidates(needed, Locale.ENGLISH).stream()
                .map(candidate -> candidate.id().id())
                .filter(interpreters::contains)
                .toList();
        may.forEach(interpreter -> ask(needed, interpreter, me, now));
        return may.size();
    }

    /** Takes every open request of the visit back; who was asked, or had agreed, is told. */
    void release(AppointmentId id) {
        Needed needed = needed(id, true);
        if (releases.release(id, null) > 0) {
            events.publishEvent(new AuditEntry("INTERPRETER_RELEASED", needed.centre(), "appointment:" + id, null));
        }
    }

    private void ask(Needed needed, UUID interpreter, StaffMember me, Instant now) {
        UUID request = UuidCreator.getTimeOrderedEpoch();
        Instant expires = now.plus(TIME_TO_ANSWER);
        jdbc.sql("""
                        insert into counselling.interpreter_request
                            (id, version, centre_id, appointment_id, interpreter_id, confidentiality_signed_on, language, mode,
                             starts_at, ends_at, state, asked_at, asked_by, expires_at, token_hash)
                        select :id, 0, a.centre_id, a.id, i.id, i.confidentiality_signed_on,
                               coalesce(a.interpreter_language, 'other'), a.mode, a.starts_at, a.ends_at, 'ASKED', :now, :me,
                               least(:expires, a.starts_at), :hash
                        from counselling.appointment a
                        join counselling.interpreter i on i.centre_id = a.centre_id and i.id = :interpreter
                        where a.id = :appointment
                        """)
                .param("id", request)
                .param("appointment", needed.id().id())
                .param("interpreter", interpreter)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", expires.atOffset(ZoneOffset.UTC))
                .param("me", me.id().id())
                .param("hash", links.tokenHash(links.token(KIND, request)))
                .update();
        events.publishEvent(new InterpreterAsked(request, new CentreId(needed.centre())));
        events.publishEvent(new AuditEntry(
                "INTERPRETER_ASKED", needed.centre(), "appointment:" + needed.id(), "interpreter:" + interpreter));
    }

    /** What an appointment needs of an interpreter. */
    private record Needed(
            AppointmentId id,
            UUID centre,
            String state,
            Instant startsAt,
            Instant endsAt,
            String language,
            @Nullable String sex,
            String mode,
            boolean taken) {

        boolean open(Instant now) {
            return state.equals("BOOKED") && startsAt.isAfter(now);
        }
    }

    /** @throws NotFound where there is no such visit, or it needs no interpreter */
    private Needed needed(AppointmentId id, boolean lock) {
        return jdbc.sql("""
                        select a.centre_id, a.state, a.starts_at, a.ends_at, coalesce(a.interpreter_language, 'other') as language,
                               a.interpreter_sex, a.mode,
                               exists (select from counselling.interpreter_request r
                                       where r.appointment_id = a.id and r.state = 'ACCEPTED') as taken
                        from counselling.appointment a where a.id = ? and 'INTERPRETER' = any (a.needs)
                        """ + (lock ? " for update of a" : ""))
                .param(id.id())
                .query((row, number) -> new Needed(
                        id,
                        row.getObject("centre_id", UUID.class),
                        row.getString("state"),
                        row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                        row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                        row.getString("language"),
                        row.getString("interpreter_sex"),
                        row.getString("mode"),
                        row.getBoolean("taken")))
                .optional()
                .orElseThrow(() -> new NotFound(id));
    }

    /** Active, signed, of the language and sex, not asked now, and not promised elsewhere at that time. */
    private List<Candidate> candidates(Needed needed, Locale locale) {
        return jdbc.sql("""
                        select i.id, i.name, i.languages, i.remote from counselling.interpreter i
                        where i.centre_id = :centre and i.active and i.confidentiality_signed_on is not null
                          and (:language = 'other' or :language = any (i.languages))
                          and (cast(:sex as text) is null or i.sex = :sex)
                          and (i.region_code is not null or :mode <> 'IN_PERSON')
                          and (i.remote or :mode = 'IN_PERSON')
                          and not exists (select from counselling.interpreter_request r
                                          where r.interpreter_id = i.id and r.starts_at < :ends and r.ends_at > :starts
                                            and (r.state = 'ACCEPTED'
                                                 or r.state = 'ASKED' and r.appointment_id = :appointment
                                                    and r.expires_at > :now))
                        order by i.name, i.id
                        """)
                .param("centre", needed.centre())
                .param("language", needed.language())
                .param("sex", needed.sex())
                .param("mode", needed.mode())
                .param("starts", needed.startsAt().atOffset(ZoneOffset.UTC))
                .param("ends", needed.endsAt().atOffset(ZoneOffset.UTC))
                .param("appointment", needed.id().id())
                .param("now", now())
                .query((row, number) -> new Candidate(
                        new InterpreterId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        named((String[]) row.getArray("languages").getArray(), locale),
                        row.getBoolean("remote")))
                .list();
    }

    private List<Asked> asked(AppointmentId id) {
        return jdbc.sql("""
                        select i.name, case when r.state = 'ASKED' and r.expires_at <= ? then 'EXPIRED' else r.state end as state
                        from counselling.interpreter_request r join counselling.interpreter i on i.id = r.interpreter_id
                        where r.appointment_id = ? order by r.asked_at desc, i.name
                        """)
                .params(now(), id.id())
                .query((row, number) -> new Asked(row.getString("name"), row.getString("state")))
                .list();
    }

    private Visit visit(ResultSet row, CentreCard centre, Locale locale) throws SQLException {
        Instant starts = row.getObject("starts_at", OffsetDateTime.class).toInstant();
        Instant ends = row.getObject("ends_at", OffsetDateTime.class).toInstant();
        return new Visit(
                new AppointmentId(row.getObject("id", UUID.class)),
                CentreTime.moment(starts, centre.zone(), locale),
                Duration.between(starts, ends).toMinutes(),
                row.getString("mode"),
                languages.nameForStaff(row.getString("language"), locale),
                row.getString("interpreter_sex"),
                row.getString("comes"),
                row.getLong("asked"));
    }

    private String named(String[] codes, Locale locale) {
        return String.join(
                ", ",
                Arrays.stream(codes)
                        .map(code -> languages.nameForStaff(code, locale))
                        .toList());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
