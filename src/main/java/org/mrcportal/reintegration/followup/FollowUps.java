package org.mrcportal.reintegration.followup;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface FollowUps extends Repository<FollowUp, UUID> {

    FollowUp saveAndFlush(FollowUp followUp);

    Optional<FollowUp> findById(UUID id);

    boolean existsByOnce(UUID once);
}
