package org.mrcportal.partners.directory;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface PartnerRecords extends Repository<Partner, UUID> {

    Partner saveAndFlush(Partner partner);

    Optional<Partner> findById(UUID id);

    Optional<Partner> findByOnce(UUID once);
}
