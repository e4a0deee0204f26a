package org.mrcportal.reintegration.plan;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.SecretLinks;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The client's own look at the plan, with reference and code; what is marked there is said, not done. */
@Service
@Transactional
class OwnPlanDesk {

    private static final Duration VISIT_LASTS = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final PlanCodes codes;
    private final PlanReading reading;
    private final Cases cases;
    private final Centres centres;
    private final SecretLinks links;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OwnPlanDesk(
            JdbcClient jdbc,
            PlanCodes codes,
            PlanReading reading,
            Cases cases,
            Centres centres,
            SecretLinks links,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.codes = codes;
        this.reading = reading;
        this.cases = cases;
        this.centres = centres;
        this.links = links;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The plan as its client sees it.
     *
     * @param open marks can be set: the case is not closed, and nothing is to be agreed anew
     * @param sheet null: nothing is agreed yet
     */
    record OwnPlan(
            String reference,
            CentreCard centre,
            LocalDate today,
            boolean open,
            @Nullable PlanSheet sheet) {

        public String readable() {
            return Reference.grouped(reference);
        }
    }

    private record Visited(CaseId file, String reference, UUID centre, boolean open) {}

    /** Of nobody's centre where nobody has the reference: the same work is done for nothing. */
    @Transactional(readOnly = true)
    Scope scopeOfReference(String reference) {
        UUID centre = jdbc.sql("select reintegration.centre_of_reference(?)")
                .param(reference)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .single()
                .orElseGet(UUID::randomUUID);
        return Scope.of(centre).readByPortal();
    }

    /** Empty for anything that is no visit of ours. */
    @Transactional(readOnly = true)
    Optional<Scope> scopeOfVisit(String token) {
        return Optional.of(token)
                .filter(SecretLinks::isToken)
                .flatMap(given -> jdbc.sql("select reintegration.centre_of_plan_visit(?)")
                        .param(SecretLinks.hash(given))
                        .query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                        .single())
                .map(centre -> Scope.of(centre).readByPortal());
    }

    /** The secret of a visit, for whoever has reference and code. */
    Optional<String> visit(String reference, String code) {
        Optional<Visited> file = jdbc.sql(
                        "select id, reference, centre_id, state <> 'CLOSED' as open from reintegration.case_file where reference = ?")
                .param(reference)
                .query((row, number) -> new Visited(
                        new CaseId(row.getObject("id", UUID.class)),
                        row.getString("reference"),
                        row.getObject("centre_id", UUID.class),
                        row.getBoolean("open")))
                .optional();
        boolean right = codes.opens(file.map(Visited::file).orElseGet(CaseId::next), code);
        if (!right || file.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        String token = links.token("plan", UUID.randomUUID());
        jdbc.sql("delete from reintegration.plan_visit where case_id = ? and expires_at < ?")
                .params(file.get().file().id(), now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql(
                        "insert into reintegration.plan_visit (token_hash, centre_id, case_id, expires_at) values (?, ?, ?, ?)")
                .params(
                        SecretLinks.hash(token),
                        file.get().centre(),
                        file.get().file().id(),
                        now.plus(VISIT_LASTS).atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(new AuditEntry(
                "PLAN_SEEN_BY_CLIENT", file.get().centre(), "case:" + file.get().file(), null));
        return Optional.of(token);
    }

    /** Empty where the visit is over. */
    @Transactional(readOnly = true)
    Optional<OwnPlan> find(String token, Language language) {
        return visited(token).map(file -> {
            CentreCard centre =
                    centres.byId(new CentreId(file.centre()), language).orElseThrow();
            PlanSheet sheet = reading.agreed(file.file()).orElse(null);
            return new OwnPlan(
                    file.reference(),
                    centre,
                    CentreTime.day(clock.instant(), centre.zone()),
                    file.open() && (sheet == null || !sheet.is("REPLACED")),
                    sheet);
        });
    }

    /**
     * Says a step is done or cannot be done, in the place of what was said before; null takes it back. In a case that was
     * closed meanwhile nothing is said any more, nor of a step that was settled or whose plan was put aside.
     *
     * @return false where the visit is over
     */
    boolean say(String token, UUID step, @Nullable String word) {
        Optional<Visited> file = visited(token);
        if (file.isEmpty()) {
            return false;
        }
        if (!file.get().open()) {
            return true;
        }
        CaseCard card = cases.get(file.get().file());
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        Optional<Boolean> awaited =
                jdbc.sql("""
                        select p.state <> 'REPLACED' and p.agreed_on is not null and a.state in ('PLANNED', 'STARTED')
                        from reintegration.action a join reintegration.goal g on g.id = a.goal_id
                        join reintegration.plan p on p.id = g.plan_id
                        where a.id = ? and a.case_id = ?
                        for update of a
                        """).params(step, card.id().id()).query(Boolean.class).optional();
        if (word != null && !awaited.orElseThrow(() -> new NotFound(step))) {
            return true;
        }
        int back = jdbc.sql("""
                        update reintegration.step_word set taken_back_at = :now
                        where action_id = :step and case_id = :case and said_by = 'CLIENT'
                          and taken_back_at is null and settled_at is null and word is distinct from :word
                        """)
                .param("now", now)
                .param("step", step)
                .param("case", card.id().id())
                .param("word", word)
                .update();
        int said = word == null
                ? 0
                : jdbc.sql("""
                        insert into reintegration.step_word (id, centre_id, case_id, action_id, said_by, word, said_at)
                        values (:id, :centre, :case, :step, 'CLIENT', :word, :now)
                        on conflict (action_id, said_by) where taken_back_at is null and settled_at is null do nothing
                        """)
                        .param("id", UuidCreator.getTimeOrderedEpoch())
                        .param("centre", card.centre().id())
                        .param("case", card.id().id())
                        .param("step", step)
                        .param("word", word)
                        .param("now", now)
                        .update();
        if (back + said > 0) {
            cases.happened(card, word == null ? "CLIENT_TOOK_BACK" : "CLIENT_SAID_" + word, step, null, null);
        }
        return true;
    }

    private Optional<Visited> visited(String token) {
        return jdbc.sql("""
                        select c.id, c.reference, c.centre_id, c.state <> 'CLOSED' as open
                        from reintegration.plan_visit v join reintegration.case_file c on c.id = v.case_id
                        where v.token_hash = ? and v.expires_at > ?
                        """)
                .params(SecretLinks.hash(token), clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Visited(
                        new CaseId(row.getObject("id", UUID.class)),
                        row.getString("reference"),
                        row.getObject("centre_id", UUID.class),
                        row.getBoolean("open")))
                .optional();
    }
}
