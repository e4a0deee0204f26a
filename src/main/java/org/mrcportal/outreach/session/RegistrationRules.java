package org.mrcportal.outreach.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;

/**
 * The settings {@code portal.registration.*}.
 *
 * @param offer how long places that came free are kept for one who waits
 * @param notice how long before the session such an offer ends at the latest
 * @param perHour how many forms one address may send in an hour
 * @param keep how long after the session names, numbers and addresses are kept
 */
@ConfigurationProperties("portal.registration")
public record RegistrationRules(
        @DefaultValue("24h") Duration offer,
        @DefaultValue("2h") Duration notice,
        @DefaultValue("120") int perHour,
        @DefaultValue("30d") Duration keep) {

    /** Makes the settings known. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(RegistrationRules.class)
    static class Known {}
}
