package org.mrcportal.counselling.waitinglist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.counselling.appointment.Choices;
import org.mrcportal.counselling.appointment.Places;
import org.mrcportal.counselling.appointment.TimeGone;
import org.mrcportal.counselling.appointment.TooManyBookings;
import org.mrcportal.counselling.availability.FreeTime;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What staff do with the waiting list of a centre: each method is one transaction. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class WaitingBoard {

    private static final int MOST = 200;

    private final WaitingLines lines;
    private final WaitingDesk desk;
    private final Places places;
    private final Centres centres;
    private final ClientDirectory clients;
    private final Choices choices;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WaitingBoard(
            WaitingLines lines,
            WaitingDesk desk,
            Places places,
            Centres centres,
            ClientDirectory clients,
            Choices choices,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.lines = lines;
        this.desk = desk;
        this.places = places;
        this.centres = centres;
        this.clients = clients;
        this.choices = choices;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** The list of one centre. */
    record Board(CentreCard centre, List<CentreCard> centres, List<Row> rows) {}

    /**
     * One line, in the reader's words.
     *
     * @param since when the person joined
     * @param offered the time that is kept for the person now, and until when; or null
     */
    record Row(
            UUID id,
            ClientId client,
            String called,
            String service,
            String mode,
            String language,
            List<String> parts,
            String days,
            String lastDay,
            String since,
            boolean urgent,
            @Nullable String urgentReason,
            @Nullable String offered,
            @Nullable String keptUntil) {}

    /** @param code of one of the person's centres; empty: the first */
    Board board(StaffMember me, @Nullable String code, Locale locale) {
        Workplaces own = Workplaces.of(me, centres, locale);
        CentreCard centre = own.at(code);
        List<Found> found = jdbc.sql("""
                        select l.*, o.starts_at, o.kept_until
                        from counselling.waiting_line l
                        left join counselling.place_offer o on o.line_id = l.id and o.state = 'PENDING'
                        where l.centre_id = :centre and l.state = 'WAITING'
                        order by l.urgent desc, l.joined_at, l.id limit :most
                        """)
                .param("centre", centre.id().id())
                .param("most", MOST)
                .query((row, number) -> found(row))
                .list();
        Map<ClientId, ClientSummary> people =
                clients.summaries(found.stream().map(Found::client).toList());
        return new Board(
                centre,
                own.choices(),
                found.stream()
                        .map(line -> row(line, Objects.requireNonNull(people.get(line.client())), centre, locale))
                        .toList());
    }

    /** One line and the times that are free for it. */
    record Free(CentreCard centre, ClientSummary client, String service, List<FreeTime> times) {}

    Free free(UUID id, Locale locale) {
        WaitingLine line = waiting(lines.findById(id), id);
        CentreCard centre = centres.byId(line.centre(), Language.of(locale)).orElseThrow();
        return new Free(
                centre,
                clients.find(line.client()).orElseThrow(() -> new NotFound(id)),
                choices.service(line.wish().service(), locale),
                places.free(centre, line.wish()));
    }

    /**
     * Books a time for the person, whatever was offered before.
     *
     * @param allTheSame however many bookings the person has
     * @return the day of the visit at the centre
     * @throws TimeGone where the time is not free any more: what was offered stays offered
     * @throws TooManyBookings where the person has as many bookings around that day as the centre allows
     */
    LocalDate book(UUID id, Instant start, boolean allTheSame) {
        WaitingLine line = waiting(lines.lockById(id), id);
        places.keepHours(line.centre());
        desk.withdraw(line);
        CentreCard centre = centres.byId(line.centre(), Language.EN).orElseThrow();
        Places.Kept kept = places.keepFirst(
                        centre,
                        line.wish(),
                        line.pageLanguage(),
                        slot -> slot.startsAt().equals(start) ? Optional.of(start) : Optional.empty())
                .orElseThrow(() -> new TimeGone(start));
        if (places.book(kept.appointment(), line.client(), line.via(), allTheSame)
                .isEmpty()) {
            throw new TimeGone(start);
        }
        lines.saveAndFlush(line.book(clock.instant()));
        record("WAITING_BOOKED", line, allTheSame ? "all the same" : null);
        return CentreTime.day(start, centre.zone());
    }

    /** Puts a line before the others, for a reason that stays with the line, or back: without one. */
    /** @throws NotFound where nobody waits in this line, at a centre of the reader's */
    void find(UUID id) {
        waiting(lines.findById(id), id);
    }

    void urgent(UUID id, @Nullable String reason) {
        WaitingLine line = waiting(lines.lockById(id), id);
        if (line.urgent() != (reason != null)) {
            lines.saveAndFlush(line.urgent(reason));
            record(reason == null ? "WAITING_NOT_URGENT" : "WAITING_URGENT", line, null);
        }
    }

    void remove(UUID id) {
        WaitingLine line = lines.lockById(id).orElseThrow(() -> new NotFound(id));
        if (line.is(LineState.WAITING)) {
            desk.withdraw(line);
            lines.saveAndFlush(line.remove(clock.instant()));
            record("WAITING_REMOVED", line, null);
        }
    }

    private static WaitingLine waiting(Optional<WaitingLine> line, UUID id) {
        return line.filter(found -> found.is(LineState.WAITING)).orElseThrow(() -> new NotFound(id));
    }

    private record Found(
            UUID id,
            ClientId client,
            String service,
            String mode,
            String language,
            Suiting suiting,
            boolean urgent,
            @Nullable String urgentReason,
            Instant joinedAt,
            @Nullable Instant startsAt,
            @Nullable Instant keptUntil) {}

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                row.getObject("id", UUID.class),
                new ClientId(row.getObject("client_id", UUID.class)),
                row.getString("service_code"),
                row.getString("mode"),
                row.getString("language"),
                new Suiting(
                        List.of((String[]) row.getArray("days").getArray()),
                        List.of((String[]) row.getArray("parts").getArray()),
                        row.getObject("last_day", LocalDate.class)),
                row.getBoolean("urgent"),
                row.getString("urgent_reason"),
                row.getObject("joined_at", OffsetDateTime.class).toInstant(),
                instant(row, "starts_at"),
                instant(row, "kept_until"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private Row row(Found line, ClientSummary client, CentreCard centre, Locale locale) {
        Instant offered = line.startsAt();
        Instant keptUntil = line.keptUntil();
        return new Row(
                line.id(),
                line.client(),
                client.name() == null ? client.code() : client.name(),
                choices.service(line.service(), locale),
                choices.mode(line.mode(), locale),
                Language.ofCode(line.language())
                        .map(language -> language.nameIn(locale))
                        .orElse(line.language()),
                line.suiting().parts(),
                line.suiting().daysIn(locale),
                CentreTime.dayShort(line.suiting().lastDay(), locale),
                moment(line.joinedAt(), centre, locale),
                line.urgent(),
                line.urgentReason(),
                offered == null ? null : CentreTime.moment(offered, centre.zone(), locale),
                keptUntil == null ? null : moment(keptUntil, centre, locale));
    }

    private static String moment(Instant at, CentreCard centre, Locale locale) {
        return CentreTime.dayShort(CentreTime.day(at, centre.zone()), locale)
                + ", "
                + CentreTime.time(at, centre.zone());
    }

    private void record(String action, WaitingLine line, @Nullable String detail) {
        events.publishEvent(new AuditEntry(action, line.centre().id(), "waiting-line:" + line.id(), detail));
    }
}
