package org.mrcportal.centres.centre;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.centres.ClosedDay;
import org.mrcportal.centres.NextFreeTimes;
import org.mrcportal.centres.OpeningHours;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the public pages of the centres: however many centres, one statement for all that is told of them. */
@Service
@Transactional(readOnly = true)
class CentrePages {

    private static final String FACTS = """
            select centre_id, 'OPEN' as fact, weekday::int as number, opens, closes, null::date as day, null as code
            from centres.opening_hours where centre_id = any (:centres)
            union all
            select centre_id, 'CLOSED', 0, null, null, day, holiday from (%s) closed
            union all
            select o.centre_id, 'SERVICE', s.position, null, null, null, s.code
            from centres.centre_service o join centres.service s on s.code = o.service_code
            where o.centre_id = any (:centres)
            union all
            select centre_id, 'LANGUAGE', 0, null, null, null, language
            from centres.centre_language where centre_id = any (:centres)
            order by 2, 3, 7
            """.formatted(CentresInTheDatabase.CLOSED);

    private final Centres centres;
    private final ObjectProvider<NextFreeTimes> nextFreeTimes;
    private final JdbcClient jdbc;
    private final Clock clock;

    CentrePages(Centres centres, ObjectProvider<NextFreeTimes> nextFreeTimes, JdbcClient jdbc, Clock clock) {
        this.centres = centres;
        this.nextFreeTimes = nextFreeTimes;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<CentrePage> all(Language language) {
        return pages(centres.all(language), language);
    }

    /** @throws NotFound where no centre has this code */
    CentrePage ofCode(String code, Language language) {
        CentreCard card = centres.byCode(code, language).orElseThrow(() -> new NotFound("centre " + code));
        return pages(List.of(card), language).getFirst();
    }

    private List<CentrePage> pages(List<CentreCard> cards, Language language) {
        if (cards.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        Map<CentreId, CentreFacts> facts = facts(cards, now);
        NextFreeTimes counselling = nextFreeTimes.getIfAvailable();
        Map<CentreId, Instant> free = counselling == null ? Map.of() : counselling.nextFree(cards);
        return cards.stream()
                .map(card -> CentrePage.of(
                        card,
                        Objects.requireNonNull(facts.get(card.id())),
                        free.get(card.id()),
                        counselling != null,
                        now,
                        language.locale()))
                .toList();
    }

    private Map<CentreId, CentreFacts> facts(List<CentreCard> cards, Instant now) {
        Map<CentreId, CentreFacts> facts = new HashMap<>();
        cards.forEach(card -> facts.put(card.id(), CentreFacts.none()));
        // Zones differ by hours only: a day more on either side holds for all of them.
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        jdbc.sql(FACTS)
                .param("centres", cards.stream().map(card -> card.id().id()).toArray(UUID[]::new))
                .param("from", today.minusDays(1))
                .param("before", today.plusDays(OpeningTimes.HORIZON + 1))
                .query(row -> {
                    CentreId centre = new CentreId(row.getObject("centre_id", UUID.class));
                    add(Objects.requireNonNull(facts.get(centre)), row);
                });
        return facts;
    }

    private static void add(CentreFacts facts, ResultSet row) throws SQLException {
        switch (row.getString("fact")) {
            case "OPEN" ->
                facts.week()
                        .add(new OpeningHours(
                                DayOfWeek.of(row.getInt("number")),
                                row.getObject("opens", LocalTime.class),
                                row.getObject("closes", LocalTime.class)));
            case "CLOSED" ->
                facts.closedDays().add(new ClosedDay(row.getObject("day", LocalDate.class), row.getString("code")));
            case "SERVICE" -> facts.services().add(row.getString("code"));
            default -> facts.languages().add(row.getString("code"));
        }
    }
}
