package org.mrcportal.outreach.leader;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface Leaders extends Repository<Leader, UUID> {

    Leader saveAndFlush(Leader leader);

    Optional<Leader> findById(UUID id);

    Optional<Leader> findByOnce(UUID once);
}
