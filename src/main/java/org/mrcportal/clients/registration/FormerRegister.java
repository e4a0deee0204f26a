package org.mrcportal.clients.registration;

import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientImport;
import org.mrcportal.clients.consent.ConsentBook;
import org.mrcportal.clients.consent.How;
import org.mrcportal.clients.consent.Purpose;
import org.mrcportal.clients.identity.SealedIdentities;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes persons taken over in batches; the rows are those that single registrations would have made. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class FormerRegister implements ClientImport {

    private final JdbcTemplate jdbc;
    private final SealedIdentities identities;
    private final ConsentBook consents;

    FormerRegister(JdbcTemplate jdbc, SealedIdentities identities, ConsentBook consents) {
        this.jdbc = jdbc;
        this.identities = identities;
        this.consents = consents;
    }

    /** The centre's letters and zone, by which codes are made. */
    private record Place(String code, ZoneId zone) {}

    @Override
    public List<String> take(CentreId centre, List<Person> people) {
        Place place = jdbc
                .query(
                        "select code, zone from centres.centre where id = ?",
                        (row, number) -> new Place(row.getString("code"), ZoneId.of(row.getString("zone"))),
                        centre.id())
                .stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(centre));
        List<String> codes = codes(centre, place, people);
        List<Object[]> clients = new ArrayList<>(people.size());
        for (int i = 0; i < people.size(); i++) {
            Person one = people.get(i);
            clients.add(new Object[] {
                one.id().id(),
                centre.id(),
                codes.get(i),
                one.language(),
                one.sex(),
                one.ageGroup(),
                one.region(),
                one.migrationStatus(),
                Timestamp.from(one.registeredAt())
            });
        }
        jdbc.batchUpdate(
                "insert into clients.client (id, version, centre_id, code, language, sex, age_group, region_code,"
                        + " migration_status, registered_at) values (?, 0, ?, ?, ?, ?, ?, ?, ?, ?)",
                clients);
        identities.keepAll(
                centre,
                people.stream()
                        .map(one -> new SealedIdentities.Known(one.id(), one.contact(), one.registeredAt()))
                        .toList());
        consents.addAll(
                centre,
                people.stream()
                        .flatMap(one -> one.purposes().stream()
                                .sorted()
                                .map(purpose -> new ConsentBook.Given(
                                        one.id(),
                                        Purpose.valueOf(purpose),
                                        one.language(),
                                        How.valueOf(one.how()),
                                        one.registeredAt())))
                        .toList());
        return codes;
    }

    private List<String> codes(CentreId centre, Place place, List<Person> people) {
        List<String> codes = new ArrayList<>(people.size());
        int next = 0;
        int counted = -1;
        for (int i = 0; i < people.size(); i++) {
            int year = year(place, people.get(i));
            if (year != counted) {
                int many = 0;
                while (i + many < people.size() && year(place, people.get(i + many)) == year) {
                    many++;
                }
                next = reserve(centre, year, many);
                counted = year;
            }
            codes.add(String.format(Locale.ROOT, "%s-%02d-%05d", place.code(), year % 100, next++));
        }
        return codes;
    }

    /** @return the first of so many consecutive numbers */
    private int reserve(CentreId centre, int year, int many) {
        Integer last = jdbc.queryForObject(
                "insert into clients.code_counter as n (centre_id, year, last) values (?, ?, ?)"
                        + " on conflict (centre_id, year) do update set last = n.last + excluded.last returning last",
                Integer.class,
                centre.id(),
                year,
                many);
        return Objects.requireNonNull(last) - many + 1;
    }

    private static int year(Place place, Person person) {
        return person.registeredAt().atZone(place.zone()).getYear();
    }
}
