package org.mrcportal.outreach.field;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Leaders and influencers who have agreed to be listed, by their names. Whoever has taken that back is not here. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ListedLeaders {

    private static final int MOST = 500;

    private final JdbcClient jdbc;
    private final Seal seal;

    ListedLeaders(JdbcClient jdbc, Seal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    /** To be picked from; in one statement. */
    public List<Choice> of(UUID centre) {
        return jdbc
                .sql(
                        "select id, name from outreach.leader where centre_id = ? and withdrawn_at is null order by id limit ?")
                .params(centre, MOST)
                .query((row, number) -> Choice.of(row.getString("id"), name(row.getString("id"), row.getBytes("name"))))
                .list()
                .stream()
                .sorted((one, other) -> one.label().compareToIgnoreCase(other.label()))
                .toList();
    }

    public Optional<String> name(UUID leader) {
        return jdbc.sql("select id, name from outreach.leader where id = ? and withdrawn_at is null")
                .param(leader)
                .query((row, number) -> name(row.getString("id"), row.getBytes("name")))
                .optional();
    }

    private String name(String id, byte[] sealed) {
        return Optional.ofNullable(seal.open(sealed, "leader.name:" + id)).orElse("");
    }
}
