package org.mrcportal.counselling.consultation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finding consultations, page by page. No topic stands beside a person in a list, and none can be looked for: a list of those
 * that are not sensitive would show which are.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class ConsultationList {

    static final int PAGE = 50;

    private final JdbcClient jdbc;
    private final ClientDirectory clients;
    private final Centres centres;

    ConsultationList(JdbcClient jdbc, ClientDirectory clients, Centres centres) {
        this.jdbc = jdbc;
        this.clients = clients;
        this.centres = centres;
    }

    /** A place in the list: the line it comes after, in either direction. */
    record Place(Instant at, UUID id) {

        @Override
        public String toString() {
            return at + "_" + id;
        }

        static Optional<Place> of(@Nullable String text) {
            if (text == null || text.indexOf('_') < 0) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Place(
                        Instant.parse(text.substring(0, text.indexOf('_'))),
                        UUID.fromString(text.substring(text.indexOf('_') + 1))));
            } catch (java.time.DateTimeException | IllegalArgumentException forged) {
                return Optional.empty();
            }
        }
    }

    /**
     * What is looked for.
     *
     * @param from first day; null: from the beginning
     * @param to last day; null: until now
     * @param mode how they talked, a code; null: all
     * @param before older than this place; null: from the newest
     * @param after newer than this place; wins over {@code before}
     */
    record Search(
            @Nullable String centre,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String mode,
            @Nullable Place before,
            @Nullable Place after) {}

    /** A line of the list. */
    record Line(
            UUID id,
            ZonedDateTime startedAt,
            @Nullable ClientId client,
            @Nullable String who,
            String mode,
            String contactType,
            String counsellor) {

        public String when(Locale locale) {
            return CentreTime.date(startedAt.toLocalDate(), locale) + ", " + CentreTime.time(startedAt.toLocalTime());
        }
    }

    /** A page of the list. */
    record Lines(
            CentreCard centre,
            List<CentreCard> choices,
            List<Line> lines,
            @Nullable Place newer,
            @Nullable Place older) {}

    Lines list(Search search, StaffMember me, Locale locale) {
        Workplaces places = Workplaces.of(me, centres, locale);
        CentreCard centre = places.at(search.centre());
        List<Line> found = new ArrayList<>(find(search, centre));
        boolean more = found.size() > PAGE;
        if (more) {
            found.removeLast();
        }
        if (search.after() != null) {
            Collections.reverse(found);
        }
        boolean isNewer = search.after() != null ? more : search.before() != null;
        boolean isOlder = search.after() != null || more;
        return new Lines(
                centre,
                places.choices(),
                named(found),
                isNewer && !found.isEmpty() ? place(found.getFirst()) : null,
                isOlder && !found.isEmpty() ? place(found.getLast()) : null);
    }

    private List<Line> find(Search search, CentreCard centre) {
        Place place = search.after() != null ? search.after() : search.before();
        String beyond = place == null
                ? ""
                : search.after() != null
                        ? " and (c.started_at, c.id) > (:at, :id)"
                        : " and (c.started_at, c.id) < (:at, :id)";
        String order = search.after() != null ? "c.started_at, c.id" : "c.started_at desc, c.id desc";
        var query = jdbc.sql("""
                        select c.id, c.started_at, c.client_id, c.mode, c.contact_type, s.name
                        from counselling.consultation c join accounts.staff s on s.id = c.counsellor_id
                        where c.centre_id = :centre and c.started_at >= :from and c.started_at < :until
                        """
                        + (search.mode() == null ? "" : " and c.mode = :mode")
                        + beyond
                        + " order by " + order + " limit :most")
                .param("centre", centre.id().id())
                .param("from", search.from() == null ? OffsetDateTime.MIN : midnight(search.from(), centre.zone()))
                .param(
                        "until",
                        search.to() == null
                                ? OffsetDateTime.MAX
                                : midnight(search.to().plusDays(1), centre.zone()))
                .param("most", PAGE + 1);
        if (search.mode() != null) {
            query = query.param("mode", search.mode());
        }
        if (place != null) {
            query = query.param("at", place.at().atOffset(ZoneOffset.UTC)).param("id", place.id());
        }
        return query.query((row, number) -> line(row, centre.zone())).list();
    }

    private Line line(ResultSet row, ZoneId zone) throws SQLException {
        UUID client = row.getObject("client_id", UUID.class);
        return new Line(
                row.getObject("id", UUID.class),
                row.getObject("started_at", OffsetDateTime.class).atZoneSameInstant(zone),
                client == null ? null : new ClientId(client),
                null,
                row.getString("mode"),
                row.getString("contact_type"),
                row.getString("name"));
    }

    private List<Line> named(List<Line> lines) {
        Map<ClientId, ClientSummary> people = clients.summaries(
                lines.stream().map(Line::client).filter(Objects::nonNull).toList());
        return lines.stream()
                .map(line -> {
                    ClientSummary person = line.client() == null ? null : people.get(line.client());
                    return person == null
                            ? line
                            : new Line(
                                    line.id(),
                                    line.startedAt(),
                                    line.client(),
                                    Objects.requireNonNullElse(person.name(), person.code()),
                                    line.mode(),
                                    line.contactType(),
                                    line.counsellor());
                })
                .toList();
    }

    private static Place place(Line line) {
        return new Place(line.startedAt().toInstant(), line.id());
    }

    private static OffsetDateTime midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC);
    }
}
