package org.mrcportal.reintegration.referral;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.shared.Scope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives the case worker a task for each referral whose day has passed without an answer, or without the word that the
 * person was served; one task for each such day, however often the job runs. Tells of consents whose time has passed, too. A case nobody has taken is the supervisors'.
 * Labels: {@code cases.task.<kind>}.
 */
@Component
@Transactional
class Chase {

    private final JdbcClient jdbc;
    private final Clock clock;

    Chase(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void run() {
        jdbc.sql("""
                        insert into reintegration.task (id, version, centre_id, case_id, referral_id, kind, assignee_id, due_at, created_at, once)
                        select uuidv7(), 0, r.centre_id, r.case_id, r.id, 'REFERRAL_OVERDUE', c.owner_id, :now, :now,
                               md5('referral:' || r.id || ':' || r.due_on)::uuid
                        from reintegration.referral r
                        join reintegration.case_file c on c.id = r.case_id
                        join centres.centre z on z.id = r.centre_id
                        where r.state in ('SENT', 'ACCEPTED') and r.due_on < (:now at time zone z.zone)::date
                        on conflict (once) do nothing
                        """).param("now", now()).update();
        partners();
        jdbc.sql("select reintegration.tell_expired_consents()")
                .query((row, number) -> true)
                .list();
    }

    /** At most once a month the supervisors of a centre get a task to reach the partners whom nobody has reached for long. */
    private void partners() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        jdbc.sql("""
                        insert into reintegration.task (id, version, centre_id, kind, due_at, created_at, once)
                        select uuidv7(), 0, s.centre_id, 'PARTNERS_TO_REACH', :now + interval '14 days', :now,
                               md5('partners:' || s.centre_id || ':' || :month)::uuid
                        from (select distinct centre_id from partners.partner
                              where retired_at is null and coalesce(verified_on < :fresh, true)) s
                        where not exists (select from reintegration.task t
                                          where t.centre_id = s.centre_id and t.kind = 'PARTNERS_TO_REACH' and t.done_at is null)
                        on conflict (once) do nothing
                        """)
                .param("now", now())
                .param("month", YearMonth.from(today).toString())
                .param("fresh", PartnerCard.freshFrom(today))
                .update();
        jdbc.sql("""
                        update reintegration.task t set done_at = :now, version = version + 1
                        where t.kind = 'PARTNERS_TO_REACH' and t.done_at is null and not exists (
                            select from partners.partner p
                            where p.centre_id = t.centre_id and p.retired_at is null and coalesce(p.verified_on < :fresh, true))
                        """)
                .param("now", now())
                .param("fresh", PartnerCard.freshFrom(today))
                .update();
    }

    /** The partner has not refused after all. */
    void notRefused(Referral referral, StaffId by) {
        done("referral:" + referral.id() + ":refused", by.id());
    }

    /** Somebody has to look for another way; once more where a refusal was taken back. */
    void refused(Referral referral) {
        jdbc.sql("""
                        insert into reintegration.task (id, version, centre_id, case_id, referral_id, kind, assignee_id, due_at, created_at, once)
                        select uuidv7(), 0, c.centre_id, c.id, cast(:referral as uuid), 'REFERRAL_REFUSED', c.owner_id, :now, :now,
                               md5('referral:' || :referral || ':refused')::uuid
                        from reintegration.case_file c where c.id = :case
                        on conflict (once) do update
                            set done_at = null, done_by = null, due_at = excluded.due_at, version = task.version + 1
                        """)
                .param("now", now())
                .param("referral", referral.id().toString())
                .param("case", referral.file().id())
                .update();
    }

    /** A supervisor is to decide whether a life at risk lets the partner know; asked again, once more where one has said no. */
    void needsDecision(Referral referral, StaffId by) {
        int asked = jdbc.sql("""
                        insert into reintegration.task (id, version, centre_id, case_id, referral_id, kind, due_at, created_by, created_at, once)
                        values (uuidv7(), 0, :centre, :case, cast(:referral as uuid), 'REFERRAL_DECISION', :now, :by, :now,
                                md5('referral:' || :referral || ':decision')::uuid)
                        on conflict (once) do nothing
                        """)
                .param("now", now())
                .param("referral", referral.id().toString())
                .param("by", by.id())
                .param("centre", referral.centre().id())
                .param("case", referral.file().id())
                .update();
        if (asked == 0) {
            jdbc.sql("""
                            update reintegration.task set done_at = null, done_by = null, due_at = ?, version = version + 1
                            where referral_id = ? and kind = 'REFERRAL_DECISION' and done_at is not null
                            """).params(now(), referral.id()).update();
        }
    }

    void decided(Referral referral, UUID by) {
        done("referral:" + referral.id() + ":decision", by);
    }

    /** The answer that was waited for by this day has come, or is waited for anew. */
    void settled(Referral referral, LocalDate due) {
        done("referral:" + referral.id() + ":" + due, null);
    }

    private void done(String about, @Nullable UUID by) {
        jdbc.sql("""
                        update reintegration.task set done_at = :now, done_by = :by, version = version + 1
                        where once = md5(:about)::uuid and done_at is null
                        """).param("now", now()).param("by", by).param("about", about).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** The job that runs it. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> referralChaseTask(Chase chase) {
            return Tasks.recurring("referral-chase", FixedDelay.ofMinutes(30))
                    .execute((task, context) -> Scope.network().readByPortal().run(chase::run));
        }
    }
}
