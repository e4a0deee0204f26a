package org.mrcportal.counselling.appointment;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Instant;
import org.mrcportal.counselling.availability.BookingRules;
import org.mrcportal.shared.Scope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every minute: times held too long are free again, and answers nobody came back to are forgotten. The answers outlive the
 * hold for a while, so that somebody who was slow loses the time at most, never what was typed.
 */
@Component
@Transactional
class HoldExpiry {

    private final Diary diary;
    private final BookingRules rules;
    private final Clock clock;

    HoldExpiry(Diary diary, BookingRules rules, Clock clock) {
        this.diary = diary;
        this.rules = rules;
        this.clock = clock;
    }

    void run() {
        Instant now = clock.instant();
        diary.expireLapsed(now);
        diary.forgetDrafts(now.minus(rules.draft()));
    }

    /** The job that runs it. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> holdExpiryTask(HoldExpiry expiry) {
            return Tasks.recurring("hold-expiry", FixedDelay.ofMinutes(1))
                    .execute((task, context) -> Scope.network().run(expiry::run));
        }
    }
}
