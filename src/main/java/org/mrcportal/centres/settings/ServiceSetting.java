package org.mrcportal.centres.settings;

import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.OfferedService;

/**
 * How a centre gives a service.
 *
 * @param usual minutes a talk takes everywhere
 * @param offered whether it can be booked here at all
 * @param minutes a talk takes here; null: as everywhere
 * @param before minutes kept free before a talk
 * @param after minutes kept free after a talk
 * @param places people in one talk
 * @param confirmed whether somebody at the centre has to say yes to each booking
 */
record ServiceSetting(
        String code,
        int usual,
        boolean offered,
        @Nullable Integer minutes,
        int before,
        int after,
        int places,
        boolean confirmed) {

    public int length() {
        return minutes == null ? usual : minutes;
    }

    ServiceSetting usually(int minutes) {
        return new ServiceSetting(code, minutes, offered, this.minutes, before, after, places, confirmed);
    }

    OfferedService service() {
        return new OfferedService(code, length(), before, after, places, confirmed);
    }

    /** Whether the centre has set anything of its own, which would be forgotten with the service. */
    boolean isOwn() {
        return minutes != null || before > 0 || after > 0 || places > 1 || confirmed;
    }

    /** What a form was filled in from, to be compared with what is saved by the time it comes back. */
    String mark() {
        return "%s/%s/%d/%d/%d/%s".formatted(offered, minutes, before, after, places, confirmed);
    }
}
