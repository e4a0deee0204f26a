package org.mrcportal.outreach;

import java.util.Optional;

/** Where a post stands. Labels are in the message bundle {@code outreach-campaign-staff}. */
public enum Platform {
    FACEBOOK,
    INSTAGRAM,
    TELEGRAM,
    TIKTOK,
    YOUTUBE,
    ODNOKLASSNIKI,
    /** The centre's or a partner's web site. */
    SITE,
    OTHER;

    /** Telegram counts views, one person's several too; how many people they were it does not say. */
    public boolean tellsReach() {
        return this != TELEGRAM;
    }

    public static Optional<Platform> ofCode(String code) {
        for (Platform platform : values()) {
            if (platform.name().equals(code)) {
                return Optional.of(platform);
            }
        }
        return Optional.empty();
    }
}
