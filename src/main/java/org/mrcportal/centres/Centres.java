package org.mrcportal.centres;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mrcportal.shared.Language;

/** The centres of the network, for everybody. Reads within the scope of the running transaction. */
public interface Centres {

    /** All centres in their order; one statement. */
    List<CentreCard> all(Language language);

    /** The centres where a service can be booked, in their order; one statement. */
    List<CentreCard> offering(String service, Language language);

    Optional<CentreCard> byCode(String code, Language language);

    Optional<CentreCard> byId(CentreId id, Language language);

    /** Codes of the services offered at the centre, in order. */
    List<OfferedService> services(CentreId centre);

    /** What can be booked at one centre of the network or more, in order. */
    List<OfferedService> services();

    /** Languages a conversation is possible in, by their codes (uz, ru, tg, ky, en). */
    List<String> languages(CentreId centre);

    /** Weekly opening hours, in the centre's zone, by weekday and time. */
    List<OpeningHours> openingHours(CentreId centre);

    /**
     * What can be booked at each of the centres, and on which days, from the first to before the last, they stay closed;
     * one statement. A centre with neither is missing from the map.
     */
    Map<CentreId, CentreOffer> offers(Collection<CentreId> centres, LocalDate from, LocalDate before);
}
