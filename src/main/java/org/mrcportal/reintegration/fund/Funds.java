package org.mrcportal.reintegration.fund;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface Funds extends Repository<Fund, UUID> {

    Fund saveAndFlush(Fund fund);

    Optional<Fund> findById(UUID id);

    Optional<Fund> findByOnce(UUID once);
}
