package org.mrcportal.notifications.message;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.mrcportal.notifications.message.MessageSending.Step;
import org.mrcportal.shared.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Every few seconds, sends what is due: one message after the other until none is left or no server answers. Letters and
 * texts are two jobs, so that neither waits for the other's server.
 */
@Configuration(proxyBeanMethods = false)
class MessageJob {

    private static final Logger LOG = LoggerFactory.getLogger(MessageJob.class);
    private static final FixedDelay OFTEN = FixedDelay.of(Duration.ofSeconds(7));
    private static final int AT_MOST = 500;
    private static final int UNANSWERED_AT_MOST = 2;

    @Bean
    RecurringTask<Void> sendMessages(MessageSending sending, Postman postman) {
        return Tasks.recurring("send-messages", OFTEN).execute((instance, context) -> {
            if (postman.hasServer()) {
                sendAll(sending, Channel.EMAIL);
            }
        });
    }

    @Bean
    RecurringTask<Void> sendTexts(MessageSending sending, SmsGateway gateway) {
        return Tasks.recurring("send-texts", OFTEN).execute((instance, context) -> {
            if (gateway.isThere()) {
                sendAll(sending, Channel.TEXT);
            }
        });
    }

    static void sendAll(MessageSending sending, Channel channel) {
        int unanswered = 0;
        for (int i = 0; i < AT_MOST; i++) {
            try {
                Step step = Scope.network().call(() -> sending.sendNext(channel));
                unanswered = step == Step.UNANSWERED ? unanswered + 1 : 0;
                if (step == Step.NOTHING_DUE || step == Step.NO_SERVER || unanswered >= UNANSWERED_AT_MOST) {
                    return;
                }
            } catch (Claims.CannotBeWritten e) {
                LOG.error("A message is put aside", e);
                Scope.network().run(() -> sending.putAside(e.id()));
            }
        }
    }
}
