package org.mrcportal.reintegration.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.clients.KnownPeople;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.shared.AuditEntry;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The cases of a centre, page by page: what is overdue longest comes first. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class CaseList {

    static final int PAGE = 40;

    /** More lines than this belong into the figures. */
    private static final int MOST_IN_A_FILE = 5_000;

    private static final String LINES = """
            select c.id, c.client_id, k.code, c.reference, c.state, c.state_since, c.case_type, c.household, c.protected,
                   s.name as owner, c.returned_from, c.closed_at, d.kind as due_kind, d.due_on, d.until
            from reintegration.case_file c
            join centres.centre z on z.id = c.centre_id
            join clients.client k on k.id = c.client_id
            left join accounts.staff s on s.id = c.owner_id
            left join lateral (select x.kind, x.due_on, x.until from (%s) x order by x.until limit 1) d on c.state <> 'CLOSED'
            where\s""".formatted(Due.ROWS);

    private static final String BY_DUE = " order by coalesce(d.until, timestamptz 'infinity'), c.id limit :most";
    private static final String BY_CLOSED = " order by c.closed_at desc, c.id desc limit :most";

    private final JdbcClient jdbc;
    private final ClientDirectory clients;
    private final KnownPeople known;
    private final Centres centres;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CaseList(
            JdbcClient jdbc,
            ClientDirectory clients,
            KnownPeople known,
            Centres centres,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.clients = clients;
        this.known = known;
        this.centres = centres;
        this.events = events;
        this.clock = clock;
    }

    /** Somebody who has cases at a centre. */
    record Worker(UUID id, String name) {}

    /**
     * A page of the list.
     *
     * @param workers whose cases can be asked for; nobody where one case or person is looked for
     */
    record Lines(
            CentreCard centre,
            List<CentreCard> choices,
            List<Worker> workers,
            List<CaseLine> lines,
            CaseSearch.@Nullable Place next) {}

    Lines list(CaseSearch search, StaffMember me, Locale locale) {
        Workplaces places = Workplaces.of(me, centres, locale);
        CentreCard centre = places.at(search.centre());
        List<CaseLine> found = new ArrayList<>(find(search, centre, me, PAGE + 1, ""));
        boolean more = found.size() > PAGE;
        if (more) {
            found.removeLast();
        }
        return new Lines(
                centre,
                places.choices(),
                search.sought() == null ? workers(centre) : List.of(),
                named(found),
                more
                        ? new CaseSearch.Place(
                                found.getLast().place(), found.getLast().id().id())
                        : null);
    }

    /** For a file: no names, and nothing that is kept for its team. */
    List<CaseLine> export(CaseSearch search, StaffMember me, Locale locale) {
        CentreCard centre = Workplaces.of(me, centres, locale).at(search.centre());
        List<CaseLine> lines = find(search, centre, me, MOST_IN_A_FILE, " and not c.protected");
        events.publishEvent(new AuditEntry("CASES_EXPORTED", centre.id().id(), null, String.valueOf(lines.size())));
        return lines;
    }

    private List<CaseLine> find(CaseSearch search, CentreCard centre, StaffMember me, int most, String besides) {
        boolean closed = search.byClosing();
        CaseSearch.Place after = search.after();
        String beyond = after == null
                ? ""
                : closed
                        ? " and (c.closed_at, c.id) < (:at, :id)"
                        : " and (coalesce(d.until, timestamptz 'infinity'), c.id) > (:at, :id)";
        CaseState state = search.state();
        Instant at = after == null ? null : after.at();
        var query = jdbc.sql(LINES + search.condition() + besides + beyond + (closed ? BY_CLOSED : BY_DUE))
                .param("centre", centre.id().id())
                .param("state", state == null ? null : state.name())
                .param("type", search.type())
                .param("flag", search.flag())
                .param("worker", search.worker())
                .param("reference", search.reference())
                .param("code", search.clientCode())
                .param("people", called(search.name(), centre))
                .param("at", at == null ? OffsetDateTime.MAX : at.atOffset(ZoneOffset.UTC))
                .param("id", after == null ? null : after.id())
                .param("most", most);
        Instant now = clock.instant();
        return query.query((row, number) -> line(row, centre.zone(), now, closed))
                .list();
    }

    /** Those called so whose cases the reader may know of: only among them is a name looked for. */
    private UUID[] called(@Nullable String name, CentreCard centre) {
        if (name == null) {
            return new UUID[0];
        }
        Set<ClientId> among = jdbc.sql("select distinct client_id from reintegration.case_file where centre_id = ?")
                .param(centre.id().id())
                .query((row, number) -> new ClientId(row.getObject("client_id", UUID.class)))
                .set();
        return known.called(name, among).stream().map(ClientId::id).toArray(UUID[]::new);
    }

    private List<Worker> workers(CentreCard centre) {
        return jdbc.sql("""
                        select s.id, s.name from accounts.staff s
                        where exists (select from reintegration.case_file c where c.owner_id = s.id and c.centre_id = ?)
                        order by s.name, s.id
                        """)
                .param(centre.id().id())
                .query((row, number) -> new Worker(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }

    private static CaseLine line(ResultSet row, ZoneId zone, Instant now, boolean byClosing) throws SQLException {
        OffsetDateTime until = row.getObject("until", OffsetDateTime.class);
        OffsetDateTime closed = row.getObject("closed_at", OffsetDateTime.class);
        OffsetDateTime place = byClosing ? closed : until;
        return new CaseLine(
                new CaseId(row.getObject("id", UUID.class)),
                new ClientId(row.getObject("client_id", UUID.class)),
                row.getString("code"),
                null,
                row.getString("reference"),
                CaseState.valueOf(row.getString("state")),
                LocalDate.ofInstant(
                        row.getObject("state_since", OffsetDateTime.class).toInstant(), zone),
                row.getString("case_type"),
                row.getBoolean("household"),
                row.getBoolean("protected"),
                row.getString("owner"),
                row.getString("returned_from"),
                row.getObject("due_on", LocalDate.class),
                row.getString("due_kind"),
                until != null && !until.toInstant().isAfter(now),
                place == null ? null : place.toInstant());
    }

    private List<CaseLine> named(List<CaseLine> lines) {
        Map<ClientId, ClientSummary> people =
                clients.summaries(lines.stream().map(CaseLine::client).toList());
        return lines.stream()
                .map(line -> line.named(Optional.ofNullable(people.get(line.client()))
                        .map(ClientSummary::name)
                        .filter(Objects::nonNull)
                        .orElse(null)))
                .toList();
    }
}
