package org.mrcportal.reintegration.training;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.partners.Partners;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The catalogue of a centre's courses. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class CourseCatalogue {

    private static final int MOST = 200;

    private final Enrolments enrolments;
    private final Centres centres;
    private final Partners partners;
    private final JdbcClient jdbc;
    private final Clock clock;

    CourseCatalogue(Enrolments enrolments, Centres centres, Partners partners, JdbcClient jdbc, Clock clock) {
        this.enrolments = enrolments;
        this.centres = centres;
        this.partners = partners;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param past courses that are settled; otherwise those that run, are to come, or wait for an end */
    record Catalogue(CentreCard centre, List<CentreCard> open, boolean past, List<Line> lines) {}

    /**
     * @param full no place is left; how many are taken is never said: beside a list of people it would tell how many are not
     *     shown
     * @param partner null: the centre's own
     * @param unsettled it is over, and nobody has said yet whether it took place
     */
    record Line(
            UUID id,
            String name,
            String kind,
            String days,
            int places,
            boolean full,
            String language,
            @Nullable String place,
            @Nullable String partner,
            String state,
            boolean unsettled) {}

    /** What a form is about. */
    record Around(CentreCard centre, List<Choice> partners) {}

    Catalogue catalogue(StaffMember me, @Nullable String centre, boolean past, Locale locale) {
        Workplaces workplaces = Workplaces.of(me, centres, locale);
        CentreCard here = workplaces.at(centre);
        LocalDate today = CentreTime.day(clock.instant(), here.zone());
        List<Row> rows = jdbc.sql("""
                        select c.*, p.name as partner from reintegration.course c
                        left join partners.partner p on p.id = c.partner_id
                        where c.centre_id = :centre and (c.state <> 'PLANNED') = :past
                        order by case when :past then null else c.starts_on end, c.starts_on desc, c.id limit :most
                        """)
                .param("centre", here.id().id())
                .param("past", past)
                .param("most", MOST)
                .query((row, number) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("kind"),
                        row.getObject("starts_on", LocalDate.class),
                        row.getObject("ends_on", LocalDate.class),
                        row.getInt("places"),
                        row.getString("language"),
                        row.getString("place"),
                        row.getString("partner"),
                        row.getString("state")))
                .list();
        Map<UUID, Integer> taken = enrolments.taken(rows.stream().map(Row::id).toList());
        return new Catalogue(
                here,
                workplaces.choices(),
                past,
                rows.stream()
                        .map(r -> r.line(taken.getOrDefault(r.id(), 0), today, locale))
                        .toList());
    }

    record Row(
            UUID id,
            String name,
            String kind,
            LocalDate startsOn,
            LocalDate endsOn,
            int places,
            String language,
            @Nullable String place,
            @Nullable String partner,
            String state) {

        Line line(int taken, LocalDate today, Locale locale) {
            return new Line(
                    id,
                    name,
                    kind,
                    days(startsOn, endsOn, locale),
                    places,
                    taken >= places,
                    Language.ofCode(language).map(l -> l.nameIn(locale)).orElse(language),
                    place,
                    partner,
                    state,
                    state.equals("PLANNED") && endsOn.isBefore(today));
        }
    }

    /** "3 December 2026", or two such days. */
    static String days(LocalDate first, LocalDate last, Locale locale) {
        String from = CentreTime.date(first, locale);
        return first.equals(last) ? from : from + " – " + CentreTime.date(last, locale);
    }

    Around around(StaffMember me, @Nullable String centre, Locale locale) {
        CentreCard here = Workplaces.of(me, centres, locale).at(centre);
        return new Around(here, choices(here));
    }

    private List<Choice> choices(CentreCard centre) {
        return partners.of(centre.id()).stream()
                .filter(p -> !p.retired())
                .map(p -> Choice.of(p.id().toString(), p.name()))
                .toList();
    }
}
