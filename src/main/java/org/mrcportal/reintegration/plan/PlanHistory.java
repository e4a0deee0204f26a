package org.mrcportal.reintegration.plan;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.reintegration.AssistanceKind;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.Dimension;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What was changed in plans: who, when, what stood before and what after. */
@Component
class PlanHistory {

    private static final int MOST = 40;
    private static final TypeReference<List<Change>> CHANGES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final MessageSource messages;
    private final Clock clock;

    PlanHistory(JdbcClient jdbc, JsonMapper json, MessageSource messages, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * A field with what stood in it and what stands in it: codes, days and sums as they are kept.
     *
     * @param field labelled {@code cases.plan.field.<field>}
     */
    record Change(
            String field, @Nullable String before, @Nullable String after) {}

    /** Collects the fields that differ. */
    static final class Differences {

        private final List<Change> changes = new ArrayList<>();

        Differences field(String field, @Nullable Object before, @Nullable Object after) {
            String was = before == null ? null : before.toString();
            String is = after == null ? null : after.toString();
            if (!Objects.equals(was, is)) {
                changes.add(new Change(field, was, is));
            }
            return this;
        }

        List<Change> all() {
            return changes;
        }
    }

    /** A change in the reader's words. */
    record Line(String what, @Nullable String about, String when, String who, List<Change> changes) {}

    /**
     * Keeps a change.
     *
     * @param what such as {@code STEP_CHANGED}, labelled {@code cases.plan.change.<what>}
     * @param subject the goal or step; null: the plan itself
     */
    void keep(
            Plan plan, String what, @Nullable UUID subject, @Nullable String about, List<Change> changes, StaffId by) {
        jdbc.sql("""
                        insert into reintegration.plan_change
                            (id, centre_id, case_id, plan_id, subject_id, staff_id, at, what, about, changes)
                        values (:id, :centre, :case, :plan, :subject, :staff, :at, :what, :about, cast(:changes as jsonb))
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("centre", plan.centre().id())
                .param("case", plan.file().id())
                .param("plan", plan.id())
                .param("subject", subject)
                .param("staff", by.id())
                .param("at", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                .param("what", what)
                .param("about", about)
                .param("changes", json.writeValueAsString(changes))
                .update();
    }

    /**
     * Whether somebody added or changed a step that costs money since the plan was last approved, in it or in a plan whose
     * place it took.
     */
    boolean hasCostsOf(StaffId who, UUID plan) {
        return jdbc.sql("""
                        select exists (
                            select from reintegration.action a
                            join reintegration.goal g on g.id = a.goal_id and g.plan_id = :plan
                            join reintegration.action e on e.case_id = a.case_id
                                and coalesce(e.origin, e.id) = coalesce(a.origin, a.id)
                            join reintegration.plan_change c on c.subject_id = e.id and c.case_id = a.case_id
                            where c.staff_id = :who and c.what in ('STEP_ADDED', 'STEP_CHANGED') and a.cost is not null
                              and c.at > coalesce((select max(l.at) from reintegration.plan_change l
                                                   where l.plan_id = :plan and l.what = 'APPROVED'), '-infinity'))
                        """)
                .param("plan", plan)
                .param("who", who.id())
                .query(Boolean.class)
                .single();
    }

    /** The latest of all plans of a case, newest first; one statement. */
    List<Line> of(CaseId file, ZoneId zone, Locale locale) {
        return lines("case_id", file.id(), zone, locale);
    }

    /** The latest of one plan, newest first; one statement. */
    List<Line> ofPlan(UUID plan, ZoneId zone, Locale locale) {
        return lines("plan_id", plan, zone, locale);
    }

    private List<Line> lines(String column, UUID about, ZoneId zone, Locale locale) {
        return jdbc.sql("""
                        select c.what, c.about, c.at, s.name, c.changes from reintegration.plan_change c
                        join accounts.staff s on s.id = c.staff_id
                        where c.%s = ? order by c.at desc, c.id desc limit ?
                        """.formatted(column))
                .params(about, MOST)
                .query((row, number) -> new Line(
                        row.getString("what"),
                        row.getString("about"),
                        CentreTime.moment(
                                row.getObject("at", OffsetDateTime.class).toInstant(), zone, locale),
                        row.getString("name"),
                        json.readValue(row.getString("changes"), CHANGES).stream()
                                .map(change -> new Change(
                                        change.field(),
                                        word(change.field(), change.before(), locale),
                                        word(change.field(), change.after(), locale)))
                                .toList()))
                .list();
    }

    private @Nullable String word(String field, @Nullable String kept, Locale locale) {
        if (kept == null) {
            return null;
        }
        return switch (field) {
            case "dimension" -> say(Dimension.valueOf(kept).label(), locale);
            case "kind" -> say(AssistanceKind.label(kept), locale);
            case "doer" -> say("cases.step.doer." + kept, locale);
            case "state" -> say(ActionState.valueOf(kept).label(), locale);
            case "due", "agreed" -> CentreTime.date(LocalDate.parse(kept), locale);
            default -> kept;
        };
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
