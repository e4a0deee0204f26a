package org.mrcportal.outreach.coverage;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Districts;
import org.mrcportal.centres.Inhabitants;
import org.mrcportal.centres.Inhabitants.Published;
import org.mrcportal.centres.Place;
import org.mrcportal.outreach.coverage.CoverageForm.Period;
import org.mrcportal.outreach.field.FieldCentres;
import org.mrcportal.outreach.visit.VisitLine;
import org.mrcportal.outreach.visit.VisitLines;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Counts what was done in each region and district, within the reader's scope. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER', 'NETWORK_MANAGER')")
class CoverageDesk {

    private static final List<String> COUNTRIES = List.of("UZ", "TJ", "KG", "KZ", "TM");
    private static final int MOST = 300;

    private final FieldCentres centres;
    private final Districts districts;
    private final Inhabitants inhabitants;
    private final VisitLines visits;
    private final JdbcClient jdbc;

    CoverageDesk(
            FieldCentres centres, Districts districts, Inhabitants inhabitants, VisitLines visits, JdbcClient jdbc) {
        this.centres = centres;
        this.districts = districts;
        this.inhabitants = inhabitants;
        this.visits = visits;
        this.jdbc = jdbc;
    }

    /**
     * A region or a district.
     *
     * @param population null: not known; of districts it never is
     */
    record Covered(
            String code,
            String name,
            boolean borderTarget,
            Reached reached,
            @Nullable Published population) {}

    /**
     * A country.
     *
     * @param regions those that are not reached first, then by name
     * @param opened the region whose districts are shown, or null
     * @param districts in the same order; last, where there is any, what was done without naming one
     */
    record Coverage(
            String country,
            List<String> countries,
            LocalDate today,
            Period period,
            List<Covered> regions,
            @Nullable Covered opened,
            List<Covered> districts) {

        List<Covered> notReached() {
            return regions.stream()
                    .filter(region -> !region.reached().isReached(today))
                    .toList();
        }
    }

    /**
     * What a page is about before its period is known.
     *
     * @param opens whether the reader may open the records behind the numbers; who may not reads no small attendances, and
     *     months as a whole
     */
    record Asked(List<String> countries, String country, LocalDate today, boolean opens) {}

    /** The countries open to the reader: those of the own centres, all for the network. */
    Asked asked(StaffMember me, @Nullable String country, Locale locale) {
        List<CentreCard> open = centres.open(me, locale);
        List<String> countries = me.is(Role.NETWORK_MANAGER)
                ? COUNTRIES
                : open.stream().map(CentreCard::country).distinct().toList();
        String chosen = country != null && countries.contains(country)
                ? country
                : countries.isEmpty() ? COUNTRIES.getFirst() : countries.getFirst();
        return new Asked(
                countries, chosen, centres.today(open), me.is(Role.OUTREACH_OFFICER) || me.is(Role.CENTRE_MANAGER));
    }

    Coverage coverage(Asked asked, Period period, @Nullable String region, Locale locale) {
        Map<Place, Reached> places = places(asked, period);
        Heads heads = heads(asked, period);
        Map<String, Published> populations = inhabitants.on(period.last());
        List<Covered> regions = districts.regions(asked.country(), locale).stream()
                .map(one -> new Covered(
                        one.code(),
                        one.name(),
                        one.borderTarget(),
                        places.entrySet().stream()
                                .filter(place -> place.getKey().region().equals(one.code()))
                                .map(Map.Entry::getValue)
                                .reduce(Reached.NEVER, Reached::and)
                                .with(heads.ofRegion(one.code())),
                        populations.get(one.code())))
                .sorted(Comparator.comparing((Covered one) -> one.reached().isReached(asked.today())))
                .toList();
        Covered opened = regions.stream()
                .filter(one -> one.code().equals(region))
                .findFirst()
                .orElse(null);
        return new Coverage(
                asked.country(),
                asked.countries(),
                asked.today(),
                period,
                regions,
                opened,
                opened == null ? List.of() : districtsOf(opened.code(), places, heads, asked, locale));
    }

    private List<Covered> districtsOf(
            String region, Map<Place, Reached> places, Heads heads, Asked asked, Locale locale) {
        List<Covered> covered = new ArrayList<>(districts.of(region, locale).stream()
                .map(one -> new Covered(
                        one.code(),
                        one.name(),
                        one.borderTarget(),
                        places.getOrDefault(new Place(region, one.code()), Reached.NEVER)
                                .with(heads.ofDistrict(region, one.code())),
                        null))
                .sorted(Comparator.comparing((Covered one) -> one.reached().isReached(asked.today())))
                .toList());
        Reached unnamed = places.get(new Place(region, null));
        if (unnamed != null) {
            covered.add(new Covered("", "", false, unnamed.with(heads.ofDistrict(region, "")), null));
        }
        return covered;
    }

    private Heads heads(Asked asked, Period period) {
        Heads heads = new Heads(asked.opens());
        jdbc.sql("""
                        select s.region_code, s.district_code, s.month, sum(a.number) as number
                        from (select s.id, s.region_code, s.district_code, (s.starts_at at time zone c.zone)::date as day,
                                     to_char(s.starts_at at time zone c.zone, 'YYYY-MM') as month
                              from outreach.awareness_session s join centres.centre c on c.id = s.centre_id
                              where s.state = 'HELD' and not s.online and starts_with(s.region_code, :country)) s
                        join outreach.attendance a on a.session_id = s.id
                        where s.day between :from and :to
                        group by s.region_code, s.district_code, s.month
                        """)
                .param("country", asked.country() + "-")
                .param("from", period.first())
                .param("to", period.last())
                .query(row -> {
                    heads.add(
                            YearMonth.parse(row.getString("month")),
                            new Place(row.getString("region_code"), row.getString("district_code")),
                            row.getInt("number"));
                });
        return heads;
    }

    /** One statement, however many regions and districts there are. */
    private Map<Place, Reached> places(Asked asked, Period period) {
        Map<Place, Reached> places = new HashMap<>();
        jdbc.sql("""
                        with held as (
                            select s.region_code, s.district_code, (s.starts_at at time zone c.zone)::date as day
                            from outreach.awareness_session s join centres.centre c on c.id = s.centre_id
                            where s.state = 'HELD' and not s.online and starts_with(s.region_code, :country)
                        ), done as (
                            select v.region_code, v.district_code, v.day,
                                   (v.day between :from and :to)::int as visits, 0 as sessions, v.day as visited
                            from outreach.visit v
                            where v.state = 'DONE' and v.day <= :today and starts_with(v.region_code, :country)
                            union all
                            select region_code, district_code, day, 0, (day between :from and :to)::int, null from held
                        )
                        select region_code, district_code, sum(visits) as visits, sum(sessions) as sessions,
                               max(visited) as last_visit, max(day) as last_reached
                        from done group by region_code, district_code
                        """)
                .param("country", asked.country() + "-")
                .param("from", period.first())
                .param("to", period.last())
                .param("today", asked.today())
                .query(row -> {
                    places.put(
                            new Place(row.getString("region_code"), row.getString("district_code")),
                            new Reached(
                                    row.getInt("visits"),
                                    row.getInt("sessions"),
                                    Attendances.NONE,
                                    row.getObject("last_visit", LocalDate.class),
                                    row.getObject("last_reached", LocalDate.class)));
                });
        return places;
    }

    /** A session behind a number; {@code topic} is a code. */
    record SessionLine(UUID id, LocalDate day, String place, String topic, int attendances) {}

    /** The visits behind a number, for those who may open them. */
    @PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
    List<VisitLine> visits(Place place, Period period, Locale locale) {
        return visits.madeIn(place, period.first(), period.last(), locale);
    }

    /** The sessions behind a number, for those who may open them. */
    @PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
    List<SessionLine> sessions(Place place, Period period, Locale locale) {
        return jdbc.sql("""
                        select s.id, s.day, s.region_code, s.district_code,
                               (select t.topic_code from outreach.session_topic t where t.session_id = s.id
                                order by t.position limit 1) as topic,
                               (select coalesce(sum(a.number), 0) from outreach.attendance a where a.session_id = s.id)
                                   as attendances
                        from (select s.id, s.region_code, s.district_code, (s.starts_at at time zone c.zone)::date as day
                              from outreach.awareness_session s join centres.centre c on c.id = s.centre_id
                              where s.state = 'HELD' and not s.online and s.region_code = :region
                                and (cast(:district as text) is null or s.district_code = :district)) s
                        where s.day between :from and :to
                        order by s.day desc, s.id limit :most
                        """)
                .param("region", place.region())
                .param("district", place.district())
                .param("from", period.first())
                .param("to", period.last())
                .param("most", MOST)
                .query((row, number) -> {
                    String topic = row.getString("topic");
                    return new SessionLine(
                            row.getObject("id", UUID.class),
                            row.getObject("day", LocalDate.class),
                            districts.name(
                                    new Place(row.getString("region_code"), row.getString("district_code")), locale),
                            topic == null ? "OTHER" : topic,
                            row.getInt("attendances"));
                })
                .list();
    }
}
