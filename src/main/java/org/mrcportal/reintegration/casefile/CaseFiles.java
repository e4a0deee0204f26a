package org.mrcportal.reintegration.casefile;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.reintegration.CaseId;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Cases to work on; pages read records. */
interface CaseFiles extends Repository<CaseFile, CaseId> {

    CaseFile saveAndFlush(CaseFile file);

    void flush();

    Optional<CaseFile> findById(CaseId id);

    Optional<CaseFile> findByOnce(UUID once);

    /** Whoever else changes it waits until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select f from CaseFile f where f.id = :id")
    Optional<CaseFile> hold(CaseId id);
}
