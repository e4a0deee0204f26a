package org.mrcportal.notifications.message;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the text gateway, or refuses to start with one that cannot work. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SmsSettings.class)
class SmsConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(SmsConfiguration.class);

    @Bean
    SmsGateway smsGateway(SmsSettings settings, @Value("${portal.database.embedded:false}") boolean embedded) {
        String wanted = settings.gateway() == null ? "" : settings.gateway().strip();
        return switch (wanted.isEmpty() ? (embedded ? "log" : "none") : wanted) {
            case "http" -> new HttpGateway(checked(settings));
            case "log" -> new LogGateway();
            case "none" -> {
                LOG.info("No text gateway is set (PORTAL_SMS_GATEWAY): nobody gets text messages");
                yield new NoGateway();
            }
            default -> throw new IllegalStateException("portal.sms.gateway is http, log or none, not " + wanted);
        };
    }

    private static SmsSettings checked(SmsSettings settings) {
        if (settings.address().isBlank()) {
            throw new IllegalStateException("portal.sms.gateway=http needs portal.sms.address");
        }
        Duration timeout = settings.timeout();
        if (!timeout.isPositive() || timeout.compareTo(Duration.ofMinutes(2)) > 0) {
            throw new IllegalStateException("portal.sms.timeout is more than nothing and at most two minutes");
        }
        return settings;
    }
}
