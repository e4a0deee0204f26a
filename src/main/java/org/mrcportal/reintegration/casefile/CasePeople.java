package org.mrcportal.reintegration.casefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The people of a case who are clients themselves: the client, and those of the household. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class CasePeople {

    /** The beginning of a statement about them: {@code people (client_id, place, since)} of the case {@code :case}, the client first. */
    public static final String PEOPLE = """
            with people as (
                select client_id, 0 as place, opened_at as since from reintegration.case_file where id = :case
                union
                select m.client_id, 1, m.added_at from reintegration.household_member m
                join reintegration.case_file f on f.id = m.case_id
                where m.case_id = :case and m.client_id <> f.client_id)
            """;

    private final JdbcClient jdbc;

    CasePeople(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whom of them a form has chosen.
     *
     * @throws NotFound where that is nobody of the case
     */
    public ClientId chosen(CaseCard card, @Nullable String typed) {
        List<ClientId> people = new ArrayList<>(List.of(card.client()));
        jdbc.sql(PEOPLE + "select client_id from people where client_id is not null")
                .param("case", card.id().id())
                .query((row, number) -> new ClientId(row.getObject(1, UUID.class)))
                .list()
                .forEach(people::add);
        return people.stream()
                .filter(person -> person.toString().equals(typed))
                .findFirst()
                .orElseThrow(() -> new NotFound("a person of the case"));
    }

    /** Name and code, as far as the reader may see them. */
    public static String named(Map<ClientId, ClientSummary> known, ClientId person) {
        ClientSummary summary = known.get(person);
        if (summary == null) {
            return "?";
        }
        return summary.name() == null ? summary.code() : summary.name() + ", " + summary.code();
    }

    /**
     * Whom a form offers.
     *
     * @param people and whether each belongs to the case now
     */
    public static List<Choice> choices(Map<ClientId, Boolean> people, Map<ClientId, ClientSummary> known) {
        return people.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(of -> Choice.of(of.getKey().toString(), named(known, of.getKey())))
                .toList();
    }
}
