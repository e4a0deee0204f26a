package org.mrcportal.reintegration.casefile;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The people of a household: one contact, any number of persons. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Household {

    /** Nobody keeps more people in one case. */
    static final int MOST = 30;

    private final ClientDirectory clients;
    private final Seal seal;
    private final JdbcClient jdbc;

    Household(ClientDirectory clients, Seal seal, JdbcClient jdbc) {
        this.clients = clients;
        this.seal = seal;
        this.jdbc = jdbc;
    }

    /**
     * Somebody of the household, for everything the household itself sees.
     *
     * @param client null: not registered, or does not want the others to see the own record
     * @param name null: not known, or does not want the others to see the own record
     * @param relation to the client of the case: SELF, SPOUSE, CHILD, PARENT, SIBLING, OTHER
     */
    public record Relative(
            UUID id, @Nullable ClientId client, @Nullable String name, String relation, boolean head) {

        /** The message key of the relation. */
        public String label() {
            return "cases.relation." + relation;
        }
    }

    /** A member as it stands on record, for staff. */
    record Member(
            UUID id,
            long version,
            @Nullable ClientId client,
            @Nullable String code,
            @Nullable String name,
            String relation,
            boolean head,
            @Nullable String sex,
            @Nullable String ageGroup,
            boolean shown) {

        /** Whether it is the client of the case. */
        boolean self() {
            return relation.equals("SELF");
        }
    }

    /** The people of a household as its members may see each other: who has not agreed to that is a relation only. */
    public List<Relative> seenByAll(CaseId id) {
        return members(id).stream()
                .map(member -> {
                    boolean open = member.shown() || member.self();
                    return new Relative(
                            member.id(),
                            open ? member.client() : null,
                            open ? member.name() : null,
                            member.relation(),
                            member.head());
                })
                .toList();
    }

    /** Everybody the case is about, the head first: its household, or the client alone, under the client's own id. */
    List<Member> people(CaseCard file) {
        List<Member> members = onRecord(file.id());
        boolean there = members.stream().anyMatch(Member::self);
        Member client = new Member(
                file.client().id(),
                0,
                file.client(),
                file.clientCode(),
                null,
                "SELF",
                members.isEmpty(),
                null,
                null,
                false);
        return named(
                there
                        ? members
                        : Stream.concat(Stream.of(client), members.stream()).toList());
    }

    /** The head first; names of those who are clients come from the register, and are on the audit trail. */
    List<Member> members(CaseId id) {
        return named(onRecord(id));
    }

    private List<Member> onRecord(CaseId id) {
        return jdbc.sql("""
                        select m.*, k.code from reintegration.household_member m
                        left join clients.client k on k.id = m.client_id
                        where m.case_id = ? order by m.head desc, m.added_at, m.id limit ?
                        """)
                .params(id.id(), MOST)
                .query((row, number) -> {
                    UUID member = row.getObject("id", UUID.class);
                    UUID client = row.getObject("client_id", UUID.class);
                    return new Member(
                            member,
                            row.getLong("version"),
                            client == null ? null : new ClientId(client),
                            row.getString("code"),
                            seal.open(row.getBytes("name"), nameOf(member)),
                            row.getString("relation"),
                            row.getBoolean("head"),
                            row.getString("sex"),
                            row.getString("age_group"),
                            row.getBoolean("shown"));
                })
                .list();
    }

    private List<Member> named(List<Member> members) {
        Map<ClientId, ClientSummary> people = clients.summaries(
                members.stream().map(Member::client).filter(Objects::nonNull).collect(Collectors.toSet()));
        return members.stream().map(member -> named(member, people)).toList();
    }

    private static Member named(Member member, Map<ClientId, ClientSummary> people) {
        ClientId client = member.client();
        return client == null
                ? member
                : new Member(
                        member.id(),
                        member.version(),
                        client,
                        member.code(),
                        Optional.ofNullable(people.get(client))
                                .map(ClientSummary::name)
                                .orElse(null),
                        member.relation(),
                        member.head(),
                        member.sex(),
                        member.ageGroup(),
                        member.shown());
    }

    /** What a sealed name belongs to. */
    static String nameOf(UUID member) {
        return "household.name:" + member;
    }
}
