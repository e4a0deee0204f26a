package org.mrcportal.counselling.waitinglist;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The offers of the waiting lists, within the scope of the transaction. */
interface PlaceOffers extends Repository<PlaceOffer, UUID> {

    PlaceOffer saveAndFlush(PlaceOffer offer);

    @Query("select o from PlaceOffer o where o.line = :line and o.state = :state")
    Optional<PlaceOffer> of(UUID line, PlaceOffer.State state);

    /** The newest offer of a line, whatever became of it. */
    @Query("select o from PlaceOffer o where o.line = :line order by o.number desc limit 1")
    Optional<PlaceOffer> newestOf(UUID line);

    @Query("select o.startsAt from PlaceOffer o where o.line = :line")
    List<Instant> timesOffered(UUID line);

    /** The lines whose offers nobody has answered in time. */
    @Query("select o.line from PlaceOffer o where o.state = PENDING and o.keptUntil <= :now order by o.keptUntil")
    List<UUID> lapsed(Instant now);
}
