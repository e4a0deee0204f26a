package org.mrcportal.clients.registration;

import org.mrcportal.clients.ClientId;
import org.springframework.data.repository.Repository;

/** The clients on record. */
interface Clients extends Repository<Client, ClientId> {

    Client saveAndFlush(Client client);
}
