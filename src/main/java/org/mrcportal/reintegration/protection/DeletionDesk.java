package org.mrcportal.reintegration.protection;

import java.util.List;
import java.util.UUID;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.DeletionRequests;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A deletion that somebody of a case has asked for, or whoever has that person's telephone. The case's team and the focal
 * point may ask the officer who carries it out to think it over.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class DeletionDesk {

    private final Cases cases;
    private final DeletionRequests requests;
    private final JdbcClient jdbc;

    DeletionDesk(Cases cases, DeletionRequests requests, JdbcClient jdbc) {
        this.cases = cases;
        this.requests = requests;
        this.jdbc = jdbc;
    }

    /** @param waiting of the case's client and of the household, oldest first */
    record Page(CaseCard file, List<DeletionRequests.Waiting> waiting) {}

    Page page(CaseId id, StaffMember me) {
        CaseCard file = guarded(cases.open(id, "CASE", me));
        return new Page(file, requests.of(people(id), me.id()));
    }

    void hold(CaseId id, UUID request, String why, StaffMember me) {
        guarded(cases.get(id));
        requests.hold(request, people(id), why, me.id());
    }

    void release(CaseId id, UUID request, StaffMember me) {
        guarded(cases.get(id));
        requests.release(request, people(id), me.id());
    }

    private List<ClientId> people(CaseId id) {
        return jdbc.sql("""
                        select client_id from reintegration.case_file where id = :case
                        union select client_id from reintegration.household_member
                        where case_id = :case and client_id is not null
                        """)
                .param("case", id.id())
                .query((row, number) -> new ClientId(row.getObject(1, UUID.class)))
                .list();
    }

    private CaseCard guarded(CaseCard file) {
        boolean guards = jdbc.sql("""
                        select cast(:case as uuid) = any (reintegration.worked_on_by_me())
                            or cast(:centre as uuid) = any (reintegration.guarded_by_me())
                        """)
                .param("case", file.id().id())
                .param("centre", file.centre().id())
                .query(Boolean.class)
                .single();
        if (!guards) {
            throw new AccessDeniedException("not one's case");
        }
        return file;
    }
}
