package org.mrcportal.outreach.attendance;

import java.time.Duration;
import java.time.Instant;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;

/**
 * When the people of a session are counted.
 *
 * @param before how long before its start counting begins
 * @param after how long after its end counting goes on
 * @param reopened how long it is open again, once a manager has said why
 * @param names how long after its end the names of those who came are kept
 */
@ConfigurationProperties("portal.attendance")
record CountingTime(
        @DefaultValue("2h") Duration before,
        @DefaultValue("14d") Duration after,
        @DefaultValue("24h") Duration reopened,
        @DefaultValue("30d") Duration names) {

    /** As long as no manager has opened it again. */
    Counting of(SessionOnPlan session, Instant now) {
        return switch (session.state()) {
            case DRAFT -> Counting.NOT_PUBLISHED;
            case CANCELLED -> Counting.CANCELLED;
            case PUBLISHED, HELD -> {
                if (now.isBefore(opens(session))) {
                    yield Counting.TOO_EARLY;
                }
                yield now.isBefore(closes(session)) ? Counting.OPEN : Counting.OVER;
            }
        };
    }

    Instant opens(SessionOnPlan session) {
        return session.startsAt().minus(before);
    }

    Instant closes(SessionOnPlan session) {
        return session.endsAt().plus(after);
    }

    /** Makes the settings known. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(CountingTime.class)
    static class Known {}
}
