package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientImport;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.OwnData;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;
import org.mrcportal.shared.Seal;
import org.mrcportal.shared.SecretLinks;
import org.springframework.stereotype.Component;

/**
 * What waits for somebody's hand in Tashkent when the demonstration begins: people on the waiting list, one of them with
 * an open offer, a request about own data and a complaint.
 */
@Component
class OpenMatters {

    private static final DemonstrationCentre CENTRE = DemonstrationCentre.TASHKENT;
    private static final ZoneId ZONE = ZoneId.of("Asia/Tashkent");

    private final ClientImport clients;
    private final SecretLinks links;
    private final OwnData ownData;
    private final Seal seal;
    private Instant next = Instant.EPOCH; // each is registered a little later, so that codes follow the order

    OpenMatters(ClientImport clients, SecretLinks links, OwnData ownData, Seal seal) {
        this.clients = clients;
        this.links = links;
        this.ownData = ownData;
        this.seal = seal;
    }

    /** Somebody who waits for a talk that nobody free can give: the counsellors' languages and sexes see to that. */
    private record Waiter(
            String name,
            String phone,
            String service,
            String language,
            @Nullable String sex,
            int days) {}

    private static final List<Waiter> WAITERS = List.of(
            new Waiter("Zarina Namunaxon", "+998000000521", "DOCUMENTS", "uz", null, 3),
            new Waiter("Мавзуна Мисол", "+998000000522", "ENTRY_BAN", "tg", "F", 2),
            new Waiter("Otabek Namunali", "+998000000523", "STUDY", "en", "M", 2),
            new Waiter("Саодат Намуна", "+998000000524", "FAMILY_MATTERS", "tg", "F", 1));

    /** @param counsellor who gives the talk that is offered */
    void write(Connection connection, Colleague counsellor, Instant now, Draw draw) throws SQLException {
        next = now.minusSeconds(1);
        Rows lines = new Rows(
                connection,
                "counselling.waiting_line",
                "id, version, centre_id, client_id, state, service_code, mode, language, page_language, counsellor_sex,"
                        + " needs, days, parts, last_day, urgent, joined_at, offers, unanswered, token_hash, once");
        UUID first = null;
        for (Waiter waiter : WAITERS) {
            UUID line = draw.id(now);
            Instant joined = now.minus(Duration.ofDays(waiter.days()))
                    .minusSeconds(waiter.name().length() * 97L);
            lines.add(
                    line,
                    0L,
                    CENTRE.id(),
                    registered(waiter, draw).id(),
                    "WAITING",
                    waiter.service(),
                    "IN_PERSON",
                    waiter.language(),
                    waiter.language().equals("en") ? "en" : "uz",
                    waiter.sex(),
                    List.of(),
                    List.of(),
                    List.of(),
                    LocalDate.ofInstant(now, ZONE).plusDays(21),
                    false,
                    joined,
                    first == null ? 1 : 0,
                    0,
                    links.tokenHash(links.token("waiting", line)),
                    draw.id(now));
            first = first == null ? line : first;
        }
        lines.flush();
        offer(connection, Objects.requireNonNull(first), counsellor, now, draw);
        ownData.askForCorrection(
                registered(new Waiter("Nigora Namunayeva", "+998000000525", "", "uz", null, 9), draw),
                Set.of("PHONE"),
                "Raqamim oʻzgardi, endi 66 bilan tugaydi.",
                draw.id(now));
        complain(connection, now, draw);
    }

    private ClientId registered(Waiter waiter, Draw draw) {
        Instant at = next.plusMillis(1);
        next = at;
        ClientId client = new ClientId(draw.id(at));
        Contact contact =
                new Contact(new PersonName(waiter.name()), new PhoneNumber(waiter.phone()), null, true, true, null);
        clients.take(
                new CentreId(CENTRE.id()),
                List.of(new ClientImport.Person(
                        client, at, "uz", null, null, null, null, contact, Set.of("SERVICE", "REMINDER"), "CLICK")));
        return client;
    }

    /** Holds the first hour that is free on one of the next working days. */
    private void offer(Connection connection, UUID line, Colleague counsellor, Instant now, Draw draw)
            throws SQLException {
        UUID place = draw.id(now);
        LocalDate day = LocalDate.ofInstant(now, ZONE).plusDays(2);
        for (int half = 0; half < 160; half++) {
            LocalDate tried = day.plusDays(half / 16);
            Instant start = tried.atTime(9, 0)
                    .plusMinutes(30L * (half % 16))
                    .atZone(ZONE)
                    .toInstant();
            if (tried.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0
                    && held(connection, place, counsellor, start, now, draw)) {
                Rows offers = new Rows(
                        connection,
                        "counselling.place_offer",
                        "id, version, centre_id, line_id, appointment_id, number, state, starts_at, made_at, kept_until,"
                                + " person_key");
                offers.add(
                        draw.id(now),
                        0L,
                        CENTRE.id(),
                        line,
                        place,
                        1,
                        "PENDING",
                        start,
                        now,
                        now.plus(Duration.ofHours(20)),
                        links.tokenHash(line.toString()));
                offers.flush();
                return;
            }
        }
    }

    private boolean held(Connection connection, UUID place, Colleague counsellor, Instant start, Instant now, Draw draw)
            throws SQLException {
        try (var keep = connection.prepareStatement("select centres.keep_hours(?)")) {
            keep.setObject(1, CENTRE.id());
            keep.execute();
        }
        try (var insert = connection.prepareStatement("""
                        insert into counselling.appointment
                            (id, version, centre_id, counsellor_id, state, service_code, mode, language, page_language,
                             needs, starts_at, ends_at, held_until, token_hash, second_facts, once, sequence)
                        values (?, 0, ?, ?, 'HELD', 'DOCUMENTS', 'IN_PERSON', 'uz', 'uz', '{}', ?, ?, ?, ?, '{}', ?, 0)
                        on conflict do nothing
                        """)) {
            insert.setObject(1, place);
            insert.setObject(2, CENTRE.id());
            insert.setObject(3, counsellor.id());
            insert.setObject(4, start.atOffset(ZoneOffset.UTC));
            insert.setObject(5, start.plus(Duration.ofMinutes(30)).atOffset(ZoneOffset.UTC));
            insert.setObject(6, now.plus(Duration.ofHours(20)).atOffset(ZoneOffset.UTC));
            insert.setBytes(7, links.tokenHash(links.token("appointment", place)));
            insert.setObject(8, draw.id(now));
            return insert.executeUpdate() == 1;
        }
    }

    private void complain(Connection connection, Instant now, Draw draw) throws SQLException {
        UUID id = draw.id(now);
        Rows complaints = new Rows(
                connection,
                "counselling.complaint",
                "id, version, centre_id, addressed_to, state, about_money, language, text, reference, token_hash, made_at,"
                        + " due_on, once");
        complaints.add(
                id,
                0L,
                CENTRE.id(),
                "CENTRE",
                "NEW",
                false,
                "uz",
                seal.seal("Ikki soat kutdim, hech kim nima uchun ekanini aytmadi.", "complaint.text:" + id),
                "DEM0C0MP",
                links.tokenHash(links.token("complaints", id)),
                now.minus(Duration.ofDays(3)),
                LocalDate.ofInstant(now, ZONE).plusDays(11),
                draw.id(now));
        complaints.flush();
    }
}
