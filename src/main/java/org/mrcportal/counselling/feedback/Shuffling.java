package org.mrcportal.counselling.feedback;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.mrcportal.shared.Scope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every night: the answers of the last days are laid down anew in random order with new ids, and the vouchers with them, so
 * that neither the place of a row on the disk nor the number of its transaction tells which answer came with which visit.
 * Vouchers long over are forgotten.
 */
@Component
@Transactional
class Shuffling {

    /** A night may be missed, and the day ends later elsewhere. */
    private static final int DAYS = 4;

    /** So long a link still says that it is over. */
    private static final int KEPT_DAYS = 30;

    private final JdbcClient jdbc;
    private final Clock clock;

    Shuffling(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void run() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        jdbc.sql("""
                        with taken as (
                            delete from counselling.feedback where day >= ?
                            returning centre_id, day, language, clear, useful, respectful, recommend, money, comment)
                        insert into counselling.feedback
                            (id, centre_id, day, language, clear, useful, respectful, recommend, money, comment)
                        select gen_random_uuid(), taken.* from taken order by random()
                        """).param(today.minusDays(DAYS)).update();
        jdbc.sql("delete from counselling.feedback_voucher where valid_until < ?")
                .param(today.minusDays(KEPT_DAYS))
                .update();
        jdbc.sql("update counselling.feedback_voucher set used = used where valid_until >= ?")
                .param(today.minusDays(DAYS))
                .update();
    }

    /** The job that runs it. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> feedbackShufflingTask(Shuffling shuffling) {
            return Tasks.recurring("feedback-shuffling", Schedules.daily(LocalTime.of(21, 0)))
                    .execute((task, context) -> Scope.network().run(shuffling::run));
        }
    }
}
