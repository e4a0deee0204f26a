package org.mrcportal.counselling.settings;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.ChangedMeanwhile;
import org.mrcportal.centres.ManagedCentres;
import org.mrcportal.counselling.availability.BookingRules;
import org.mrcportal.counselling.availability.CentreRules;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sets a centre's own rules of booking, or lets it have those that hold everywhere. */
@Service
@Transactional
@PreAuthorize("hasRole('CENTRE_MANAGER')")
class RulesDesk {

    private final ManagedCentres managed;
    private final Rules everywhere;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    RulesDesk(
            ManagedCentres managed,
            BookingRules booking,
            @Value("${portal.waiting.offer:2h}") Duration offer,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.managed = managed;
        this.everywhere = new Rules(booking.everywhere(), offer);
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * The rules as they are saved.
     *
     * @param own null: as everywhere
     */
    record Saved(
            CentreCard centre, Rules everywhere, @Nullable Rules own) {

        Rules valid() {
            return own == null ? everywhere : own;
        }

        /** What a form was filled in from, to be compared with what is saved by the time it comes back. */
        String mark() {
            return own == null ? "everywhere" : own.mark();
        }
    }

    @Transactional(readOnly = true)
    Saved open(String code, Language language) {
        return saved(managed.toRead(code, language));
    }

    /**
     * Sets the rules.
     *
     * @param own empty: as everywhere
     * @throws ChangedMeanwhile where the rules are no longer those that were seen
     */
    void change(String code, Optional<Rules> own, String seen, Language language) {
        CentreCard centre = managed.toChange(code, language);
        ChangedMeanwhile.unlessSame(seen, saved(centre).mark());
        own.ifPresentOrElse(
                rules -> jdbc.sql("""
                                insert into counselling.booking_rules (centre_id, minimum_notice_minutes, horizon_days,
                                    hold_minutes, most_per_day, most_per_week, offer_minutes)
                                values (?, ?, ?, ?, ?, ?, ?)
                                on conflict (centre_id) do update set
                                    minimum_notice_minutes = excluded.minimum_notice_minutes,
                                    horizon_days = excluded.horizon_days, hold_minutes = excluded.hold_minutes,
                                    most_per_day = excluded.most_per_day, most_per_week = excluded.most_per_week,
                                    offer_minutes = excluded.offer_minutes
                                """)
                        .params(
                                centre.id().id(),
                                rules.booking().minimumNotice().toMinutes(),
                                rules.booking().horizon().toDays(),
                                rules.booking().hold().toMinutes(),
                                rules.booking().mostPerDay(),
                                rules.booking().mostPerWeek(),
                                rules.offer().toMinutes())
                        .update(),
                () -> jdbc.sql("delete from counselling.booking_rules where centre_id = ?")
                        .param(centre.id().id())
                        .update());
        events.publishEvent(new AuditEntry(
                "SETTINGS_RULES_CHANGED",
                centre.id().id(),
                "centre:" + centre.id(),
                own.map(Rules::mark).orElse("as everywhere")));
    }

    private Saved saved(CentreCard centre) {
        Rules own = jdbc.sql("""
                        select minimum_notice_minutes, horizon_days, hold_minutes, most_per_day, most_per_week, offer_minutes
                        from counselling.booking_rules where centre_id = ?
                        """)
                .param(centre.id().id())
                .query((row, number) -> new Rules(
                        new CentreRules(
                                Duration.ofMinutes(row.getInt("minimum_notice_minutes")),
                                Duration.ofDays(row.getInt("horizon_days")),
                                Duration.ofMinutes(row.getInt("hold_minutes")),
                                row.getInt("most_per_day"),
                                row.getInt("most_per_week")),
                        Duration.ofMinutes(row.getInt("offer_minutes"))))
                .optional()
                .orElse(null);
        return new Saved(centre, everywhere, own);
    }
}
