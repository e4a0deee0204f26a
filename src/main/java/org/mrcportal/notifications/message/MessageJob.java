package org.mrcportal.notifications.message;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.mrcportal.shared.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every few seconds, sends what is due: one message after the other until none is left or no server answers. */
@Configuration(proxyBeanMethods = false)
class MessageJob {

    private static final Logger LOG = LoggerFactory.getLogger(MessageJob.class);
    private static final int AT_MOST = 500;

    @Bean
    RecurringTask<Void> sendMessages(MessageSending sending, Postman postman) {
        return Tasks.recurring("send-messages", FixedDelay.of(Duration.ofSeconds(7)))
                .execute((instance, context) -> {
                    if (postman.hasServer()) {
                        sendAll(sending);
                    }
                });
    }

    static void sendAll(MessageSending sending) {
        for (int i = 0; i < AT_MOST; i++) {
            try {
                if (Scope.network().call(sending::sendNext) != MessageSending.Step.DONE) {
                    return;
                }
            } catch (MessageSending.CannotBeWritten e) {
                LOG.error("A message is put aside", e);
                Scope.network().run(() -> sending.putAside(e.id()));
            }
        }
    }
}
