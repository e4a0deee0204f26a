package org.mrcportal.clients.identity;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.mrcportal.clients.ClientId;
import org.springframework.data.repository.Repository;

/** The identities on record. */
interface Identities extends Repository<Identity, ClientId> {

    Identity saveAndFlush(Identity identity);

    Optional<Identity> findById(ClientId client);

    List<Identity> findAllByClientIn(Collection<ClientId> clients);
}
