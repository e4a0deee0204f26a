package org.mrcportal.reintegration.protection;

import java.util.Optional;
import org.mrcportal.accounts.StaffMember;
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
 * A deletion that the person of a case has asked for, or somebody with the person's telephone. The case's team and the focal
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

    record Page(CaseCard file, Optional<DeletionRequests.Waiting> waiting) {}

    Page page(CaseId id, StaffMember me) {
        CaseCard file = guarded(cases.open(id, "CASE", me));
        return new Page(file, requests.of(file.client()));
    }

    void hold(CaseId id, String why, StaffMember me) {
        requests.hold(guarded(cases.get(id)).client(), why, me.id());
    }

    void release(CaseId id, StaffMember me) {
        requests.release(guarded(cases.get(id)).client(), me.id());
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
