package org.mrcportal.outreach.institution;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface Institutions extends Repository<Institution, UUID> {

    Institution saveAndFlush(Institution institution);

    Optional<Institution> findById(UUID id);

    Optional<Institution> findByOnce(UUID once);
}
