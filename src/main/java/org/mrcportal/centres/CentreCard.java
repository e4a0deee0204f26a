package org.mrcportal.centres;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.PhoneNumber;

/**
 * What everybody may know of a centre, in one language.
 *
 * @param code three letters, such as {@code TAS}
 * @param country ISO 3166-1 alpha-2
 * @param region ISO 3166-2 code of the region it stands in
 * @param zone everything a person reads of this centre's times is in it
 * @param address null until the centre has confirmed it
 * @param phone E.164; null until the centre has confirmed it
 * @param verifiedOn the day address and phone were confirmed; null: not yet
 * @param stepFree null: not known
 */
public record CentreCard(
        CentreId id,
        String code,
        String country,
        String region,
        ZoneId zone,
        String name,
        String city,
        @Nullable String address,
        @Nullable String landmark,
        @Nullable String phone,
        @Nullable LocalDate verifiedOn,
        @Nullable Boolean stepFree) {

    /** The telephone grouped for reading; {@link #phone} is as it is dialled. */
    public @Nullable String phoneReadable() {
        return phone == null ? null : new PhoneNumber(phone).readable();
    }
}
