package org.mrcportal.reintegration.casefile;

import java.util.Optional;
import java.util.UUID;
import org.mrcportal.clients.CaseReferences;
import org.mrcportal.shared.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds a case by its number for those who work on cases; the database sees to it that they may know of it. */
@Component
@Transactional(readOnly = true)
class CasesByReference implements CaseReferences {

    private final JdbcClient jdbc;

    CasesByReference(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Found> find(String typed) {
        if (!CaseHistory.readerWorksOnCases()) {
            return Optional.empty();
        }
        return Reference.typed(typed)
                .flatMap(reference -> jdbc.sql("select id from reintegration.case_file where reference = ?")
                        .param(reference)
                        .query(UUID.class)
                        .optional()
                        .map(id -> new Found(Reference.grouped(reference), "/staff/cases/" + id)));
    }
}
