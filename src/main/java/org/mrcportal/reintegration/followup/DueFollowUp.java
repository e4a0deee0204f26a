package org.mrcportal.reintegration.followup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ContactHours;
import org.mrcportal.reintegration.CaseId;

/**
 * A follow-up that is due, with what has to be known before anybody makes contact.
 *
 * @param best in which the person likes to be asked; null: at any hour
 * @param zone the centre's
 * @param known there is a number
 * @param agreed the person agrees to be asked; otherwise nobody makes contact
 * @param safe the hours in which a call or a message is safe; null: at any hour
 * @param tries how many were in vain, the first of them {@code firstTry}
 * @param lastId the last try of all
 */
record DueFollowUp(
        UUID id,
        long version,
        CaseId file,
        ClientId client,
        String round,
        LocalDate dueOn,
        @Nullable ContactHours best,
        @Nullable Instant nextAt,
        ZoneId zone,
        boolean known,
        boolean agreed,
        boolean mayCall,
        boolean mayMessage,
        @Nullable ContactHours safe,
        int tries,
        @Nullable Instant firstTry,
        @Nullable UUID lastId,
        @Nullable String lastResult,
        @Nullable Instant lastAt,
        @Nullable UUID lastBy) {

    static DueFollowUp of(ResultSet row, int number) throws SQLException {
        return new DueFollowUp(
                row.getObject("id", UUID.class),
                row.getLong("version"),
                new CaseId(row.getObject("case_id", UUID.class)),
                new ClientId(row.getObject("client_id", UUID.class)),
                row.getString("round"),
                row.getObject("due_on", LocalDate.class),
                contactHours(row, "best_from", "best_until"),
                instant(row, "next_at"),
                ZoneId.of(row.getString("zone")),
                row.getBoolean("known"),
                row.getBoolean("agreed"),
                row.getBoolean("may_call"),
                row.getBoolean("may_message"),
                contactHours(row, "contact_from", "contact_until"),
                row.getInt("tries"),
                instant(row, "first"),
                row.getObject("last", UUID.class),
                row.getString("result"),
                instant(row, "at"),
                row.getObject("by", UUID.class));
    }

    /** In which ways somebody may try to reach the person; the first is the one that suits best. */
    List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        if (agreed) {
            if (mayCall) {
                ways.add(Way.CALL);
            }
            if (mayMessage) {
                ways.add(Way.MESSAGE);
            }
            ways.add(Way.VISIT);
        }
        return ways;
    }

    /** By the centre's calendar. */
    LocalDate day() {
        return day(dueOn, nextAt, zone);
    }

    static LocalDate day(LocalDate dueOn, @Nullable Instant nextAt, ZoneId zone) {
        LocalDate again = nextAt == null ? dueOn : CentreTime.day(nextAt, zone);
        return again.isAfter(dueOn) ? again : dueOn;
    }

    /** A call or a message is safe at that time of the centre's clock. */
    boolean safeAt(LocalTime time) {
        return safe == null || safe.allow(time);
    }

    /** For the way that suits best: a visit is safe at any hour. */
    boolean goodAt(LocalTime time) {
        return (!mayCall || safeAt(time)) && (best == null || best.allow(time));
    }

    private static @Nullable ContactHours contactHours(ResultSet row, String from, String until) throws SQLException {
        LocalTime begin = row.getObject(from, LocalTime.class);
        LocalTime end = row.getObject(until, LocalTime.class);
        return begin == null || end == null || begin.equals(end) ? null : new ContactHours(begin, end);
    }

    static @Nullable String hours(ResultSet row, String from, String until) throws SQLException {
        ContactHours hours = contactHours(row, from, until);
        return hours == null ? null : CentreTime.hours(hours.from(), hours.until());
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
