package org.mrcportal.demonstration;

import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Seal;
import org.mrcportal.shared.SecretLinks;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Interpreters with requests open and answered, and a year of what people said after their visits. */
@Component
class AfterTheVisit {

    private static final int MONTHS = 12;

    private static final Weighted<Integer> POINTS =
            Weighted.of(5, 58).or(4, 27).or(3, 9).or(2, 4).or(1, 2);

    private static final List<String> WORDS = List.of(
            "Спасибо, всё объяснили спокойно и понятно.",
            "Пришлось ждать почти час, хотя я записалась.",
            "Rahmat, shartnomani birga oʻqib chiqdik.",
            "Maslahatchi juda hurmat bilan gaplashdi.",
            "Ташаккур, акнун медонам, ки чӣ кор кунам.",
            "Рахмат, мага чоң жардам болду.",
            "The signs to the entrance are hard to find.",
            "Хотелось бы прийти и в субботу.");

    /** Names, languages, sex, whether at the centre, whether confidentiality is signed, whether active. */
    private record Known(String name, String[] languages, String sex, boolean comes, boolean signed, boolean active) {}

    private static final List<Known> INTERPRETERS = List.of(
            new Known("Aziza Karimova", new String[] {"ru", "uz", "kaa"}, "F", true, true, true),
            new Known("Farrukh Nazarov", new String[] {"tg", "ru", "uz"}, "M", true, true, true),
            new Known("Gulnara Ismailova", new String[] {"sgn", "ru"}, "F", true, true, true),
            new Known("Nurlan Abdiev", new String[] {"ky", "ru", "en"}, "M", false, true, true),
            new Known("Sabina Rashidova", new String[] {"en", "other"}, "F", false, false, true),
            new Known("Timur Yusupov", new String[] {"uz", "kaa"}, "M", true, true, false));

    private final JdbcTemplate jdbc;
    private final Seal seal;
    private final SecretLinks links;

    AfterTheVisit(JdbcTemplate jdbc, Seal seal, SecretLinks links) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.links = links;
    }

    void write(DemonstrationCentre centre, Instant now, Draw draw) {
        feedback(centre, LocalDate.ofInstant(now, centre.zone()), draw);
        List<UUID> interpreters = interpreters(centre, now, draw);
        requests(centre, now, interpreters);
    }

    private void feedback(DemonstrationCentre centre, LocalDate today, Draw draw) {
        List<Object[]> rows = new ArrayList<>();
        for (int back = MONTHS - 1; back >= 0; back--) {
            YearMonth month = YearMonth.from(today).minusMonths(back);
            int days = back == 0 ? today.getDayOfMonth() : month.lengthOfMonth();
            int answers = 6 + draw.below(12);
            for (int i = 0; i < answers; i++) {
                rows.add(answer(centre, month.atDay(1 + draw.below(days)), false, draw));
            }
        }
        if (centre.equals(DemonstrationCentre.TASHKENT)) {
            rows.add(answer(centre, today, true, draw));
            jdbc.update(
                    "insert into counselling.feedback_alert (id, version, centre_id, day) values (?, 0, ?, ?)",
                    draw.id(Instant.EPOCH),
                    centre.id(),
                    Date.valueOf(today));
        }
        jdbc.batchUpdate("""
                insert into counselling.feedback
                    (id, centre_id, day, language, clear, useful, respectful, recommend, money, comment)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, rows);
    }

    private static @Nullable Object[] answer(DemonstrationCentre centre, LocalDate day, boolean money, Draw draw) {
        return new @Nullable Object[] {
            new UUID(
                    draw.id(Instant.EPOCH).getLeastSignificantBits(),
                    draw.id(Instant.EPOCH).getLeastSignificantBits()),
            centre.id(),
            Date.valueOf(day),
            draw.oneOf(centre.languages()),
            draw.from(POINTS),
            draw.from(POINTS),
            money ? 1 : draw.from(POINTS),
            money ? 1 : draw.from(POINTS),
            money ? "YES" : draw.chance(0.05) ? "UNSAID" : "NO",
            draw.chance(0.2) ? draw.oneOf(WORDS) : null
        };
    }

    private List<UUID> interpreters(DemonstrationCentre centre, Instant now, Draw draw) {
        List<UUID> ids = new ArrayList<>();
        LocalDate signed = LocalDate.ofInstant(now, centre.zone()).minusDays(200);
        for (Known known : INTERPRETERS) {
            UUID id = draw.id(now.minus(Duration.ofDays(200)));
            String phone = "+99890000%04d".formatted(draw.below(10_000));
            jdbc.update(
                    """
                    insert into counselling.interpreter
                        (id, version, centre_id, once, name, languages, sex, region_code, remote, page_language, phone,
                         confidentiality_signed_on, active)
                    values (?, 0, ?, ?, ?, ?, ?, ?, true, 'ru', ?, ?, ?)
                    """,
                    id,
                    centre.id(),
                    draw.id(now),
                    known.name(),
                    known.languages(),
                    known.sex(),
                    known.comes() ? centre.region() : null,
                    seal.seal(phone, "interpreter.phone:" + id),
                    known.signed() ? Date.valueOf(signed) : null,
                    known.active());
            ids.add(id);
        }
        return ids;
    }

    /** Of the next visits three need an interpreter: one is found, one asked, for one nobody was asked yet. */
    private void requests(DemonstrationCentre centre, Instant now, List<UUID> interpreters) {
        List<UUID> visits = jdbc.query(
                """
                        update counselling.appointment set interpreter_language = 'ru',
                            needs = case when 'INTERPRETER' = any (needs) then needs else array_append(needs, 'INTERPRETER') end
                        where id in (select id from counselling.appointment where centre_id = ? and state = 'BOOKED'
                                       and starts_at > ? order by starts_at, id limit 3)
                        returning id
                        """,
                (row, number) -> row.getObject("id", UUID.class),
                centre.id(),
                Timestamp.from(now.plus(Duration.ofDays(1))));
        for (int i = 0; i < Math.min(2, visits.size()); i++) {
            request(visits.get(i), interpreters.get(i), i == 0 ? "ACCEPTED" : "ASKED", now);
        }
    }

    private void request(UUID visit, UUID interpreter, String state, Instant now) {
        UUID id = UUID.nameUUIDFromBytes(("request:" + visit).getBytes(StandardCharsets.US_ASCII));
        jdbc.update(
                """
                insert into counselling.interpreter_request
                    (id, version, centre_id, appointment_id, interpreter_id, confidentiality_signed_on, language, mode,
                     starts_at, ends_at, state, asked_at, asked_by, expires_at, answered_at, token_hash)
                select ?, 0, a.centre_id, a.id, i.id, i.confidentiality_signed_on, 'ru', a.mode, a.starts_at, a.ends_at, ?, ?,
                       a.counsellor_id, ?, ?, ?
                from counselling.appointment a join counselling.interpreter i on i.id = ? where a.id = ?
                """,
                id,
                state,
                Timestamp.from(now.minus(Duration.ofHours(2))),
                Timestamp.from(now.plus(Duration.ofHours(22))),
                state.equals("ACCEPTED") ? Timestamp.from(now.minus(Duration.ofHours(1))) : null,
                links.tokenHash(links.token("interpreting", id)),
                interpreter,
                visit);
    }
}
