package org.mrcportal.counselling.waitinglist;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;

/**
 * The settings {@code portal.waiting.*}.
 *
 * @param offer how long a place is kept for one person, where the centre has no rule of its own
 * @param mostUnanswered so many offers in a row without an answer end a person's waiting
 * @param linesPerHour how many lines one address may open in an hour
 */
@ConfigurationProperties("portal.waiting")
record WaitingRules(
        @DefaultValue("2h") Duration offer,
        @DefaultValue("3") int mostUnanswered,
        @DefaultValue("60") int linesPerHour) {

    /** Makes the settings known. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(WaitingRules.class)
    static class Known {}
}
