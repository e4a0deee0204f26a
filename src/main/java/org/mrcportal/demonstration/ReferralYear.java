package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.Seal;
import org.mrcportal.shared.SecretLinks;

/**
 * A centre's partners and the referrals of its cases: most were answered, some are waited for too long, one partner has not
 * been reached for long. The partners are invented, without telephone numbers, and say so.
 */
final class ReferralYear {

    /** By country. */
    private static final Map<String, String> NOTES = Map.of(
            "UZ", "Namuna: bu yerda hech kim javob bermaydi.",
            "TJ", "Намуна: дар ин ҷо касе ҷавоб намедиҳад.",
            "KG", "Үлгү: бул жерде эч ким жооп бербейт.");

    /** What a partner is and where it is, by country. */
    private record Partner(String name, String kind, List<String> services, String contact, String address) {}

    private static final Map<String, List<Partner>> PARTNERS = Map.of(
            "UZ",
            List.of(
                    new Partner(
                            "Yuridik klinika (namuna)",
                            "LEGAL_CLINIC",
                            List.of("LEGAL", "DOCUMENTS"),
                            "Navbatchi yurist",
                            "Toshkent, Namuna koʻchasi 1"),
                    new Partner(
                            "Yunusobod bandlik markazi (namuna)",
                            "EMPLOYMENT_CENTRE",
                            List.of("EMPLOYMENT", "TRAINING"),
                            "Qabulxona",
                            "Toshkent, Namuna koʻchasi 12"),
                    new Partner(
                            "Ishga marhamat monomarkazi (namuna)",
                            "MONOCENTRE",
                            List.of("TRAINING", "EMPLOYMENT", "BUSINESS"),
                            "Oʻquv boʻlimi",
                            "Toshkent, Namuna koʻchasi 20"),
                    new Partner(
                            "«Umid» nodavlat tashkiloti (namuna)",
                            "NGO",
                            List.of("SHELTER", "PSYCHOSOCIAL", "ANTI_TRAFFICKING"),
                            "Navbatchi",
                            "Toshkent"),
                    new Partner(
                            "Oilaviy poliklinika 7 (namuna)",
                            "HOSPITAL",
                            List.of("HEALTH"),
                            "Qabulxona",
                            "Toshkent, Namuna koʻchasi 7"),
                    new Partner(
                            "Mikroqarz banki (namuna)",
                            "BANK",
                            List.of("FINANCE", "BUSINESS"),
                            "Kichik biznes boʻlimi",
                            "Toshkent, Namuna koʻchasi 31")),
            "TJ",
            List.of(
                    new Partner(
                            "Клиникаи ҳуқуқӣ (намуна)",
                            "LEGAL_CLINIC",
                            List.of("LEGAL", "DOCUMENTS"),
                            "Ҳуқуқшиноси навбатдор",
                            "Душанбе, кӯчаи Намуна 1"),
                    new Partner(
                            "Маркази шуғли аҳолӣ (намуна)",
                            "EMPLOYMENT_CENTRE",
                            List.of("EMPLOYMENT", "TRAINING"),
                            "Қабулгоҳ",
                            "Душанбе, кӯчаи Намуна 12"),
                    new Partner(
                            "Коллеҷи касбӣ-техникӣ (намуна)",
                            "COLLEGE",
                            List.of("TRAINING", "EDUCATION"),
                            "Шуъбаи таълим",
                            "Душанбе, кӯчаи Намуна 20"),
                    new Partner(
                            "Ташкилоти ҷамъиятии «Умед» (намуна)",
                            "NGO",
                            List.of("SHELTER", "PSYCHOSOCIAL", "CHILD_PROTECTION"),
                            "Навбатдор",
                            "Душанбе"),
                    new Partner(
                            "Дармонгоҳи №7 (намуна)",
                            "HOSPITAL",
                            List.of("HEALTH"),
                            "Қабулгоҳ",
                            "Душанбе, кӯчаи Намуна 7"),
                    new Partner(
                            "Ташкилоти қарзи хурд (намуна)",
                            "BANK",
                            List.of("FINANCE", "BUSINESS"),
                            "Шуъбаи тиҷорати хурд",
                            "Душанбе, кӯчаи Намуна 31")),
            "KG",
            List.of(
                    new Partner(
                            "Юридикалык клиника (үлгү)",
                            "LEGAL_CLINIC",
                            List.of("LEGAL", "DOCUMENTS"),
                            "Кезметчи юрист",
                            "Ош, Үлгү көчөсү 1"),
                    new Partner(
                            "Эмгек жана иш менен камсыз кылуу бөлүмү (үлгү)",
                            "EMPLOYMENT_CENTRE",
                            List.of("EMPLOYMENT", "TRAINING"),
                            "Кабылдама",
                            "Ош, Үлгү көчөсү 12"),
                    new Partner(
                            "№18 кесиптик лицей (үлгү)",
                            "COLLEGE",
                            List.of("TRAINING", "EDUCATION"),
                            "Окуу бөлүмү",
                            "Ош, Үлгү көчөсү 20"),
                    new Partner(
                            "«Үмүт» коомдук фонду (үлгү)",
                            "NGO",
                            List.of("SHELTER", "PSYCHOSOCIAL", "SOCIAL_PROTECTION"),
                            "Кезметчи",
                            "Ош"),
                    new Partner("№2 үй-бүлөлүк дарыгерлер (үлгү)", "HOSPITAL", List.of("HEALTH"), "Кабылдама", "Ош"),
                    new Partner(
                            "Микрокредиттик компания (үлгү)",
                            "BANK",
                            List.of("FINANCE", "BUSINESS"),
                            "Чакан бизнес бөлүмү",
                            "Ош, Үлгү көчөсү 31")));

    private static final Weighted<String> OUTCOME = Weighted.of("SERVED", 52)
            .or("ACCEPTED", 16)
            .or("SENT", 14)
            .or("CANNOT", 8)
            .or("REFUSED", 5)
            .or("DRAFT", 5);

    private final Connection connection;
    private final DemonstrationCentre centre;
    private final Colleague worker;
    private final SecretLinks secrets;
    private final Seal seal;
    private final Draw draw;
    private final Instant now;
    private final Rows partners;
    private final Rows referrals;
    private final Rows links;
    private final Rows events;

    ReferralYear(
            Connection connection,
            DemonstrationCentre centre,
            Colleague worker,
            SecretLinks secrets,
            Seal seal,
            Draw draw,
            Instant now)
            throws SQLException {
        this.connection = connection;
        this.centre = centre;
        this.worker = worker;
        this.secrets = secrets;
        this.seal = seal;
        this.draw = draw;
        this.now = now;
        partners = new Rows(
                connection,
                "partners.partner",
                "id, version, centre_id, name, name_key, kind, services, regions, languages, contact, email, address, hours,"
                        + " verified_on, verified_by, agreement_from, agreement_until, shares_data, note, once, created_by,"
                        + " created_at");
        referrals = new Rows(
                connection,
                "reintegration.referral",
                "id, version, centre_id, case_id, client_id, partner_id, service, urgency, state, state_since, sent_at,"
                        + " answered_at, accepted_at, served_at, due_on, made_by, made_at, once, language, basis, shared,"
                        + " called, reason");
        links = new Rows(
                connection,
                "reintegration.referral_link",
                "id, centre_id, case_id, referral_id, token_hash, mailed, made_by, made_at, expires_at");
        events = new Rows(
                connection,
                "reintegration.case_event",
                "id, centre_id, case_id, at, kind, subject_id, staff_id, detail");
    }

    /** A case that has come far enough for somebody to be sent somewhere. */
    private record File(UUID id, UUID client, UUID owner, Instant opened, boolean agrees, boolean closed) {}

    private record Known(UUID id, List<String> services) {}

    void write() throws SQLException {
        List<Known> known = partners();
        int number = 0;
        consents();
        for (File file : files()) {
            for (int i = 0; i < 1 + number % 2; i++) {
                refer(file, known.get((number + i) % known.size()), number + i);
            }
            number++;
        }
        referrals.flush();
        links.flush();
        events.flush();
    }

    /** Two of three let partners know. */
    private void consents() throws SQLException {
        try (var given = connection.prepareStatement("""
                insert into clients.consent (id, client_id, centre_id, purpose, shared_with, wording, language, how, given_at, expires_at)
                select uuidv7(), x.client_id, x.centre_id, 'SHARE_WITH_PARTNER', 'PARTNERS', '2026-11', x.language, 'ORAL',
                       x.opened_at, now() + interval '200 days'
                from (select distinct on (client_id) client_id, centre_id, language, opened_at
                      from reintegration.case_file where centre_id = ? order by client_id, opened_at) x
                where ('x' || substr(md5(x.client_id::text), 1, 2))::bit(8)::int % 3 < 2
                  and not clients.agreed(x.client_id, 'SHARE_WITH_PARTNER', now())
                """)) {
            given.setObject(1, centre.id());
            given.executeUpdate();
        }
    }

    private List<Known> partners() throws SQLException {
        LocalDate today = LocalDate.ofInstant(now, centre.zone());
        Instant since = now.minus(Duration.ofDays(380));
        List<Known> known = new ArrayList<>();
        List<Partner> all = PARTNERS.getOrDefault(centre.country(), List.of());
        for (int i = 0; i < all.size(); i++) {
            Partner partner = all.get(i);
            UUID id = draw.id(since);
            known.add(new Known(id, partner.services()));
            boolean agreed = i % 3 != 2;
            partners.add(
                    id,
                    0L,
                    centre.id(),
                    partner.name(),
                    PersonName.SearchKey.of(partner.name()),
                    partner.kind(),
                    partner.services(),
                    i % 2 == 0 ? List.of() : List.of(centre.region()),
                    centre.languages().stream().sorted().toList(),
                    partner.contact(),
                    "partner" + (i + 1) + "." + centre.code().toLowerCase(Locale.ROOT) + "@example.org",
                    partner.address(),
                    "09:00–17:00",
                    today.minusDays(i == 4 ? 250 : 12L + 20L * i),
                    worker.id(),
                    agreed ? today.minusDays(300) : null,
                    agreed ? today.plusDays(i == 1 ? -8 : 200L + i) : null,
                    agreed,
                    NOTES.get(centre.country()),
                    draw.id(since),
                    worker.id(),
                    since);
        }
        partners.flush();
        return known;
    }

    private void refer(File file, Known partner, int number) throws SQLException {
        String outcome = file.closed() ? "SERVED" : draw.from(OUTCOME);
        Duration age = Duration.between(file.opened(), now);
        Instant made = file.opened().plus(age.dividedBy(4 + draw.below(4)));
        boolean asked = !outcome.equals("DRAFT");
        boolean answered = asked && !outcome.equals("SENT");
        Instant sent = asked ? made.plusSeconds(600) : null;
        Instant answer = answered ? earlier(made.plus(Duration.ofHours(20L + draw.below(140)))) : null;
        Instant served = outcome.equals("SERVED") ? earlier(made.plus(Duration.ofDays(4L + draw.below(24)))) : null;
        String urgency = number % 9 == 4 ? "IMMEDIATE" : number % 4 == 1 ? "URGENT" : "NORMAL";
        String service = partner.services().get(number % partner.services().size());
        UUID id = draw.id(made);
        Instant since = served != null ? served : answer != null ? answer : sent != null ? sent : made;
        LocalDate today = LocalDate.ofInstant(now, centre.zone());
        referrals.add(
                id,
                0L,
                centre.id(),
                file.id(),
                file.client(),
                partner.id(),
                service,
                urgency,
                outcome,
                since,
                sent,
                answer,
                outcome.equals("ACCEPTED") || served != null ? answer : null,
                served,
                today.plusDays(number % 3 == 0 ? -2L - number % 5 : 1L + number % 9),
                file.owner(),
                made,
                draw.id(made),
                centre.languages().getFirst(),
                file.agrees() ? "CONSENT" : "NONE",
                file.agrees() ? List.of("NAME", "LANGUAGE") : List.of(),
                file.agrees()
                        ? seal.seal(centre.country().equals("UZ") ? "Malika" : "Малика", "referral.called:" + id)
                        : null,
                reason(outcome));
        event(file, made, "REFERRAL_MADE", id, file.owner(), null);
        if (sent != null) {
            event(file, sent, "REFERRAL_SENT", id, file.owner(), "MAIL");
            UUID link = draw.id(sent);
            links.add(
                    link,
                    centre.id(),
                    file.id(),
                    id,
                    SecretLinks.hash(secrets.token("referrals", link)),
                    true,
                    file.owner(),
                    sent,
                    now.plus(Duration.ofDays(20)));
        }
        if (answer != null) {
            event(file, answer, "REFERRAL_ANSWERED", id, null, served == null ? outcome : "ACCEPTED");
        }
        if (served != null) {
            event(file, served, "REFERRAL_ANSWERED", id, null, "SERVED");
        }
    }

    private static @Nullable String reason(String outcome) {
        return switch (outcome) {
            case "CANNOT" -> "NO_CAPACITY";
            case "REFUSED" -> "NOT_ELIGIBLE";
            default -> null;
        };
    }

    private Instant earlier(Instant wished) {
        return wished.isBefore(now) ? wished : now.minusSeconds(3600);
    }

    private void event(File file, Instant at, String kind, UUID referral, @Nullable UUID by, @Nullable String detail)
            throws SQLException {
        events.add(draw.id(at), centre.id(), file.id(), at, kind, referral, by, detail);
    }

    private List<File> files() throws SQLException {
        List<File> files = new ArrayList<>();
        try (var asked = connection.prepareStatement("""
                select c.id, c.client_id, c.owner_id, c.opened_at, c.state = 'CLOSED' as closed,
                       clients.agreed(c.client_id, 'SHARE_WITH_PARTNER', now()) as agrees
                from reintegration.case_file c
                where c.centre_id = ? and c.owner_id is not null and c.state not in ('DRAFT', 'SCREENING')
                order by c.opened_at, c.id
                """)) {
            asked.setObject(1, centre.id());
            try (var row = asked.executeQuery()) {
                while (row.next()) {
                    files.add(new File(
                            row.getObject("id", UUID.class),
                            row.getObject("client_id", UUID.class),
                            row.getObject("owner_id", UUID.class),
                            row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                            row.getBoolean("agrees"),
                            row.getBoolean("closed")));
                }
            }
        }
        return files;
    }
}
