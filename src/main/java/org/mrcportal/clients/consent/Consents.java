package org.mrcportal.clients.consent;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.clients.ClientId;
import org.springframework.data.repository.Repository;

/** The consents on record, withdrawn ones too. */
interface Consents extends Repository<Consent, UUID> {

    <S extends Consent> List<S> saveAllAndFlush(Iterable<S> consents);

    Optional<Consent> findById(UUID id);

    List<Consent> findByClientOrderByGivenAtDesc(ClientId client);
}
