package org.mrcportal.clients;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/** Tells which people a module still works with. Counselling implements it; the deletion of names asks it. */
public interface StillServed {

    /** Those of the clients who had or have something to do with a centre at or after the moment, also in the future. */
    Set<ClientId> since(Instant moment, Collection<ClientId> clients);
}
