package org.mrcportal.clients;

import org.mrcportal.centres.CentreId;

/**
 * Who a client is has been deleted because the person asked for it. Published inside the transaction that deletes: whoever
 * keeps something that points to the person deletes it there too, by a plain event listener.
 */
public record IdentityErased(ClientId client, CentreId centre) {}
