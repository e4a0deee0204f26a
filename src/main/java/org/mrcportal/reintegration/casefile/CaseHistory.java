package org.mrcportal.reintegration.casefile;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.clients.ClientHistory;
import org.mrcportal.clients.ClientId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A client's cases, for the client's page: for those who work on cases, and only those cases the reader may know of, which
 * the database sees to.
 */
@Component
@Transactional(readOnly = true)
class CaseHistory implements ClientHistory {

    private final JdbcClient jdbc;

    CaseHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Entry> of(ClientId client, int most, Instant until) {
        if (!readerWorksOnCases()) {
            return List.of();
        }
        return jdbc.sql("""
                        select c.id, c.opened_at, c.state, s.name from reintegration.case_file c
                        left join accounts.staff s on s.id = c.owner_id
                        where (c.client_id in (select k.id from clients.client k where :client in (k.id, k.merged_into)) or exists (select from reintegration.household_member m
                               where m.case_id = c.id and m.client_id = :client)) and c.opened_at <= :until
                        order by c.opened_at desc, c.id desc limit :most
                        """)
                .param("client", client.id())
                .param("most", most)
                .param("until", until.equals(Instant.MAX) ? OffsetDateTime.MAX : until.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Entry(
                        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                        "cases.history.opened",
                        "cases.state."
                                + row.getString("state")
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', '-'),
                        row.getString("name"),
                        "/staff/cases/" + row.getObject("id", UUID.class)))
                .list();
    }

    static boolean readerWorksOnCases() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who != null
                && who.getPrincipal() instanceof StaffMember me
                && (me.is(Role.CASE_WORKER) || me.is(Role.CENTRE_MANAGER));
    }
}
