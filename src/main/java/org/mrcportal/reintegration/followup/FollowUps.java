package org.mrcportal.reintegration.followup;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.NotFound;
import org.springframework.data.repository.Repository;

interface FollowUps extends Repository<FollowUp, UUID> {

    FollowUp saveAndFlush(FollowUp followUp);

    Optional<FollowUp> findById(UUID id);

    boolean existsByOnce(UUID once);

    /** What was agreed in the talk of a follow-up. */
    List<FollowUp> findByTalk(UUID followUp);

    /** @throws NotFound where the case has no such follow-up, or the reader may not know of it */
    default FollowUp of(CaseId file, UUID id) {
        return findById(id).filter(f -> f.file().equals(file)).orElseThrow(() -> new NotFound(id));
    }
}
