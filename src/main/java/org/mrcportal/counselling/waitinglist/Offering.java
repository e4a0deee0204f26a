package org.mrcportal.counselling.waitinglist;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mrcportal.centres.CentreId;
import org.mrcportal.counselling.AppointmentCancelled;
import org.mrcportal.counselling.AppointmentMoved;
import org.mrcportal.counselling.appointment.Wish;
import org.mrcportal.counselling.availability.TimeSlot;
import org.mrcportal.shared.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Passes free times on to the people who wait, whatever made them free: every minute by looking, and at once after a
 * booking was given up or moved. Any number of nodes may do so together.
 */
@Component
class Offering {

    private static final Logger LOG = LoggerFactory.getLogger(Offering.class);

    private final OfferDesk desk;

    Offering(OfferDesk desk) {
        this.desk = desk;
    }

    @Async
    @TransactionalEventListener
    void on(AppointmentCancelled cancelled) {
        Scope.network().run(() -> offer(cancelled.centre()));
    }

    @Async
    @TransactionalEventListener
    void on(AppointmentMoved moved) {
        Scope.network().run(() -> offer(moved.centre()));
    }

    void run() {
        desk.lapsed().forEach(line -> tried(line, () -> desk.lapse(line)));
        desk.tidy();
        desk.centresWithALine().forEach(this::offer);
    }

    /** Walks the line once. Free times are read once for each kind of talk, and anew whenever one has been given. */
    private void offer(CentreId centre) {
        OfferDesk.Line line = desk.line(centre);
        Map<Wish, List<TimeSlot>> free = new HashMap<>();
        for (OfferDesk.Waiter waiter : line.waiters()) {
            boolean suits = free.computeIfAbsent(talk(waiter.wish()), talk -> desk.free(line.centre(), talk)).stream()
                    .anyMatch(slot -> waiter.suiting().suits(slot, line.centre().zone()));
            if (suits) {
                tried(waiter.line(), () -> {
                    if (desk.offer(line.centre(), waiter.line())) {
                        free.clear();
                    }
                });
            }
        }
    }

    /** What free times depend on, and nothing else of the wish. */
    private static Wish talk(Wish wish) {
        List<String> interpreter = wish.needs().contains("INTERPRETER") ? List.of("INTERPRETER") : List.of();
        return new Wish(wish.service(), wish.mode(), wish.language(), wish.counsellorSex(), null, interpreter);
    }

    /** One that fails, as when another node was faster, holds nobody else up: the next round tries again. */
    private static void tried(UUID line, Runnable step) {
        try {
            step.run();
        } catch (DataAccessException lost) {
            LOG.info(
                    "Line {} is left to the next round: {}",
                    line,
                    lost.getClass().getSimpleName());
        }
    }

    /** The job that runs it. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> waitingListTask(Offering offering) {
            return Tasks.recurring("waiting-list", FixedDelay.ofMinutes(1))
                    .execute((task, context) -> Scope.network().run(offering::run));
        }
    }
}
