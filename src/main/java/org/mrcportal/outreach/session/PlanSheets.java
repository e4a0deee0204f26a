package org.mrcportal.outreach.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.shared.Choice;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** What belongs around a plan's form: the centre's regions, districts and staff. */
@Component
class PlanSheets {

    private final Centres centres;
    private final SessionCodes codes;
    private final JdbcClient jdbc;

    PlanSheets(Centres centres, SessionCodes codes, JdbcClient jdbc) {
        this.centres = centres;
        this.codes = codes;
        this.jdbc = jdbc;
    }

    /** A session as it is on record while its form is open. */
    record OnRecord(SessionId id, SessionState state, boolean inSeries) {}

    /**
     * A form with its centre.
     *
     * @param districts by the region's name
     * @param onRecord null: a new session
     */
    record Sheet(
            CentreCard centre,
            List<Choice> regions,
            Map<String, List<Choice>> districts,
            List<Choice> staff,
            SessionForm form,
            @Nullable OnRecord onRecord) {

        Sheet of(AwarenessSession session) {
            return new Sheet(
                    centre,
                    regions,
                    districts,
                    staff,
                    form,
                    new OnRecord(session.id(), session.state(), session.series() != null));
        }
    }

    /** The centre of that code, one of the person's own; without a code the first of them. */
    CentreCard chosen(StaffMember me, @Nullable String code, Locale locale) {
        return Workplaces.of(me, centres, locale).at(code);
    }

    /** @param chosen people who stay to choose from though they work here no more */
    Sheet sheet(CentreCard centre, SessionForm form, List<StaffId> chosen, Locale locale) {
        return new Sheet(
                centre,
                codes.regionChoices(centre.country(), locale),
                districts(centre.country(), locale),
                staff(centre, chosen),
                form,
                null);
    }

    PlanCheck.Known known(Sheet sheet) {
        return new PlanCheck.Known(
                codes.topics(),
                codes.audiences(),
                values(sheet.regions()),
                sheet.districts().values().stream()
                        .flatMap(List::stream)
                        .map(Choice::value)
                        .toList(),
                values(sheet.staff()));
    }

    /** The most places that are taken in any of the sessions. */
    Optional<Integer> taken(List<SessionId> sessions) {
        return jdbc.sql("""
                        select max(taken) from (
                            select sum(people)::int as taken from outreach.registration
                            where session_id = any (:sessions) and state in ('OFFERED', 'REGISTERED')
                            group by session_id) t
                        """)
                .param(
                        "sessions",
                        new SqlArrayValue(
                                "uuid", sessions.stream().map(SessionId::id).toArray()))
                .query((row, number) -> Optional.ofNullable(row.getObject(1, Integer.class)))
                .single();
    }

    private Map<String, List<Choice>> districts(String country, Locale locale) {
        Map<String, List<Choice>> byRegion = new LinkedHashMap<>();
        Map<String, String> regions = new LinkedHashMap<>();
        codes.regionChoices(country, locale).forEach(region -> regions.put(region.value(), region.label()));
        jdbc.sql("""
                        select d.code, d.region_code, d.name_latin, d.name_cyrillic
                        from centres.district d join centres.region r on r.code = d.region_code
                        where r.country = :country
                        order by d.region_code, d.name_latin
                        """).param("country", country).query(row -> {
            var names = new SessionOnPlan.DistrictNames(row.getString("name_latin"), row.getString("name_cyrillic"));
            byRegion.computeIfAbsent(
                            String.valueOf(regions.get(row.getString("region_code"))),
                            region -> new java.util.ArrayList<>())
                    .add(Choice.of(row.getString("code"), SessionWords.district(names, locale)));
        });
        return byRegion;
    }

    private List<Choice> staff(CentreCard centre, List<StaffId> chosen) {
        return jdbc.sql("""
                        select s.id, s.name from accounts.staff s
                        where s.enabled and s.id in (select c.staff_id from accounts.staff_centre c where c.centre_id = :centre)
                           or s.id = any (:chosen)
                        order by s.name, s.id
                        """)
                .param("centre", centre.id().id())
                .param(
                        "chosen",
                        new SqlArrayValue(
                                "uuid", chosen.stream().map(StaffId::id).toArray()))
                .query((row, number) ->
                        Choice.of(row.getObject("id", UUID.class).toString(), row.getString("name")))
                .list();
    }

    private static List<String> values(List<Choice> choices) {
        return choices.stream().map(Choice::value).toList();
    }
}
