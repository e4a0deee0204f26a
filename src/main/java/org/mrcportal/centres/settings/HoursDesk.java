package org.mrcportal.centres.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.BookedVisits;
import org.mrcportal.centres.BookingsAffected;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.centres.ChangedMeanwhile;
import org.mrcportal.centres.ManagedCentres;
import org.mrcportal.centres.OpeningHours;
import org.mrcportal.centres.TypedWeek;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes the hours in which a centre is open. */
@Service
@Transactional
@PreAuthorize("hasRole('CENTRE_MANAGER')")
class HoursDesk {

    private final ManagedCentres managed;
    private final Centres centres;
    private final ObjectProvider<BookedVisits> visits;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    HoursDesk(
            ManagedCentres managed,
            Centres centres,
            ObjectProvider<BookedVisits> visits,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.managed = managed;
        this.centres = centres;
        this.visits = visits;
        this.jdbc = jdbc;
        this.events = events;
    }

    /** The hours as they are saved. */
    record Saved(CentreCard centre, List<OpeningHours> week) {}

    @Transactional(readOnly = true)
    Saved open(String code, Language language) {
        CentreCard centre = managed.toRead(code, language);
        return new Saved(centre, centres.openingHours(centre.id()));
    }

    /**
     * Replaces the hours of the whole week.
     *
     * @throws ChangedMeanwhile where they are no longer those that were seen
     * @throws BookingsAffected where somebody is booked outside the new hours, unless that is confirmed
     */
    void change(String code, List<OpeningHours> week, String seen, @Nullable String confirmed, Language language) {
        CentreCard centre = managed.toChange(code, language);
        List<OpeningHours> saved = centres.openingHours(centre.id());
        ChangedMeanwhile.unlessSame(seen, TypedWeek.mark(saved));
        visits.forEach(all -> all.clear(centre, visit -> visit.fits(saved) && !visit.fits(week), confirmed));
        jdbc.sql("""
                        merge into centres.opening_hours h
                        using (select :centre as centre_id, n.* from
                               unnest(:days, :opens::time[], :closes::time[]) n (weekday, opens, closes)) n
                        on h.centre_id = n.centre_id and h.weekday = n.weekday and h.opens = n.opens
                        when matched then update set closes = n.closes
                        when not matched then insert (centre_id, weekday, opens, closes)
                            values (n.centre_id, n.weekday, n.opens, n.closes)
                        when not matched by source and h.centre_id = :centre then delete
                        """)
                .param("centre", centre.id().id())
                .param(
                        "days",
                        new SqlArrayValue(
                                "int2",
                                week.stream().map(h -> h.day().getValue()).toArray()))
                .param(
                        "opens",
                        new SqlArrayValue(
                                "text",
                                week.stream()
                                        .map(h -> CentreTime.time(h.opens()))
                                        .toArray()))
                .param(
                        "closes",
                        new SqlArrayValue(
                                "text",
                                week.stream()
                                        .map(h -> CentreTime.time(h.closes()))
                                        .toArray()))
                .update();
        events.publishEvent(new AuditEntry(
                "SETTINGS_HOURS_CHANGED", centre.id().id(), "centre:" + centre.id(), "blocks: " + week.size()));
    }
}
