package org.mrcportal.clients;

import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;

/**
 * Who at a centre may already be the person in front of the desk or on the telephone. Nobody is ever taken for somebody
 * else by the portal: families share telephones and names, so a member of staff looks and decides.
 */
public interface KnownPeople {

    /**
     * Those who may be meant, the likeliest first, at most eight; on the audit trail as a list of names that was shown.
     * For those who may know names at that centre.
     */
    List<Known> like(CentreId centre, @Nullable PersonName name, @Nullable PhoneNumber phone);

    /**
     * Those of these people who are called so, or as it sounds, in whatever alphabet; nobody for whoever may not know names.
     * It shows nothing and leaves no trace: whoever shows them reads their names by the {@link ClientDirectory}.
     */
    Set<ClientId> called(String name, Collection<ClientId> among);

    /**
     * Somebody who may be meant.
     *
     * @param name as given, or null where the person gave none
     * @param reasons message keys that say why, the surest first
     * @param sharesPhone the telephone asked for is also this person's
     * @param registered in the zone of the centre
     */
    record Known(
            ClientId id,
            String code,
            @Nullable String name,
            List<String> reasons,
            boolean sharesPhone,
            ZonedDateTime registered) {}
}
