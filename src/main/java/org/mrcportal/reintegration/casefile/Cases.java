package org.mrcportal.reintegration.casefile;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.CaseMoved;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The cases, for the other features of casework: what they are about, and what happened in them. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Cases {

    private static final String CARD = """
            select c.id, c.version, c.centre_id, k.id as client_id, k.code, z.zone, c.reference, c.state, c.state_since, c.case_type,
                   c.household, c.protected, c.language, c.owner_id, s.name as owner_name, c.flags,
                   c.id = any (reintegration.worked_on_by_me()) or c.centre_id = any (reintegration.guarded_by_me()) as in_hand,
                   c.id = any (reintegration.opened_by_glass()) as by_glass, o.from_centre_id, o.arrived_at
            from reintegration.case_file c
            join clients.client k on k.id = clients.survivor(c.client_id)
            join centres.centre z on z.id = c.centre_id
            left join accounts.staff s on s.id = c.owner_id
            left join reintegration.arrival o on o.case_id = c.id
            where c.id = :id
            """;

    /** The card, and the view of it; none where there is no card. */
    private static final String SEEN = "with card as (" + CARD + """
            ), seen as (
                insert into reintegration.case_view (id, centre_id, case_id, staff_id, at, page, by_glass)
                select :view, card.centre_id, card.id, :staff, :at, :page, card.by_glass from card
            )
            select * from card
            """;

    private final JdbcClient jdbc;
    private final CaseFiles files;
    private final Lacking lacking;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Cases(JdbcClient jdbc, CaseFiles files, Lacking lacking, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.files = files;
        this.lacking = lacking;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The case a page is about. Looking at it leaves a trace: in the case and on the audit trail.
     *
     * @param page which part is looked at, in capitals: CASE, PLAN, NOTES, …
     * @throws NotFound where the reader may not know of it
     */
    public CaseCard open(CaseId id, String page, StaffMember me) {
        CaseCard card = look(id, page, me);
        read(card, page);
        return card;
    }

    /** The same for a page that says by itself, by {@link #read}, what it has shown. */
    CaseCard look(CaseId id, String page, StaffMember me) {
        return jdbc.sql(SEEN)
                .param("id", id.id())
                .param("view", UuidCreator.getTimeOrderedEpoch())
                .param("staff", me.id().id())
                .param("at", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                .param("page", page)
                .query(Cases::card)
                .optional()
                .orElseThrow(() -> new NotFound(id));
    }

    /** Puts on the trail what of the case has been shown. */
    void read(CaseCard card, String what) {
        events.publishEvent(new AuditEntry(
                "CASE_READ", card.centre().id(), "case:" + card.id(), card.byGlass() ? what + " by glass" : what));
    }

    /**
     * The case something is done to.
     *
     * @throws NotFound where the reader may not know of it
     */
    public CaseCard get(CaseId id) {
        return jdbc.sql(CARD).param("id", id.id()).query(Cases::card).optional().orElseThrow(() -> new NotFound(id));
    }

    /**
     * The case, open or closed, in which something that was begun is brought to its end.
     *
     * @throws NotFound where the reader may not know of it
     * @throws AccessDeniedException where the reader may only read it
     */
    public CaseCard changeable(CaseId id) {
        CaseCard card = get(id);
        if (card.readOnly()) {
            throw new AccessDeniedException("glass is for reading");
        }
        return card;
    }

    /**
     * The open case something is written into.
     *
     * @throws NotFound where the reader may not know of it
     * @throws AccessDeniedException where the reader may only read it
     * @throws OptimisticLockingFailureException where it is closed
     */
    public CaseCard writable(CaseId id) {
        CaseCard card = changeable(id);
        if (!card.open()) {
            throw new OptimisticLockingFailureException("the case was closed meanwhile");
        }
        return card;
    }

    /**
     * Brings a case to another state; what the caller has changed so far counts. Ask {@link CaseState#leadsTo} first where
     * the case may be further already.
     *
     * @throws NotYet where something is needed first
     * @throws IllegalMove where no case goes that way
     * @throws NotFound where the reader may not know of it
     */
    public void move(CaseCard card, CaseState to, StaffMember me) {
        files.flush();
        CaseFile file = files.hold(card.id()).orElseThrow(() -> new NotFound(card.id()));
        files.saveAndFlush(file.move(to, lacking.of(card), clock.instant()));
        happened(
                card,
                to == CaseState.CLOSED || to == CaseState.REOPENED ? to.name() : "MOVED",
                null,
                me.id(),
                to.name());
        events.publishEvent(new CaseMoved(card.id(), to));
    }

    /** Closes a case whose reason stands in {@code reintegration.closure}; retention runs from now on. */
    public void close(CaseCard card, StaffMember me) {
        move(card, CaseState.CLOSED, me);
    }

    /** Takes up a closed case again. */
    public void reopen(CaseCard card, StaffMember me) {
        move(card, CaseState.REOPENED, me);
    }

    /** What the case's records lack, as {@link #move} would say it. */
    public Set<Missing> missing(CaseCard card, CaseState to) {
        files.flush();
        Set<Missing> missing = lacking.of(card);
        missing.retainAll(Missing.before(to));
        return missing;
    }

    /**
     * Keeps on the case's timeline and on the audit trail what has just been done.
     *
     * @param kind in capitals, such as {@code PLAN_APPROVED}; the timeline says {@code cases.event.<kind>}, the trail the
     *     action {@code CASE_<kind>}
     * @param subject the record it is about, or null
     * @param by who did it; null: the client, a partner or the portal
     * @param detail a code or a number, never personal data; or null
     */
    public void happened(
            CaseCard card, String kind, @Nullable UUID subject, @Nullable StaffId by, @Nullable String detail) {
        if (card.readOnly()) {
            throw new AccessDeniedException("glass is for reading");
        }
        jdbc.sql("""
                        insert into reintegration.case_event (id, centre_id, case_id, at, kind, subject_id, staff_id, detail)
                        values (:id, :centre, :case, :at, :kind, :subject, :staff, :detail)
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("centre", card.centre().id())
                .param("case", card.id().id())
                .param("at", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                .param("kind", kind)
                .param("subject", subject)
                .param("staff", by == null ? null : by.id())
                .param("detail", detail)
                .update();
        events.publishEvent(new AuditEntry("CASE_" + kind, card.centre().id(), "case:" + card.id(), detail));
    }

    private static CaseCard card(ResultSet row, int number) throws SQLException {
        UUID owner = row.getObject("owner_id", UUID.class);
        UUID from = row.getObject("from_centre_id", UUID.class);
        return new CaseCard(
                new CaseId(row.getObject("id", UUID.class)),
                row.getLong("version"),
                new CentreId(row.getObject("centre_id", UUID.class)),
                new ClientId(row.getObject("client_id", UUID.class)),
                row.getString("code"),
                ZoneId.of(row.getString("zone")),
                row.getString("reference"),
                CaseState.valueOf(row.getString("state")),
                row.getObject("state_since", OffsetDateTime.class).toInstant(),
                row.getString("case_type"),
                row.getBoolean("household"),
                row.getBoolean("protected"),
                Language.ofCode(row.getString("language")).orElseThrow(),
                owner == null ? null : new StaffId(owner),
                row.getString("owner_name"),
                List.of((String[]) row.getArray("flags").getArray()),
                row.getBoolean("in_hand"),
                row.getBoolean("by_glass"),
                from == null
                        ? null
                        : new CaseCard.Origin(
                                new CentreId(from),
                                row.getObject("arrived_at", OffsetDateTime.class)
                                        .toInstant()));
    }
}
