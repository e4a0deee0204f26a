package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * The messages about the bookings to come: confirmations that were sent, reminders that wait for their time, and a few of
 * each centre that did not arrive, for several reasons.
 */
final class MessageDays {

    private static final String CONFIRMATIONS = """
            with visit as (
                select a.*, i.email is not null as by_mail,
                       row_number() over (partition by a.centre_id order by a.starts_at) as number
                from counselling.appointment a join clients.identity i on i.client_id = a.client_id
                where a.state = 'BOOKED' and a.starts_at > ? and i.may_message and (i.phone is not null or i.email is not null)
            )
            insert into notifications.message (id, version, centre_id, about, kind, sequence, channel, client_id, language,
                state, tries, next_try_at, due_until, happens_at, problem, reference, created_at, sent_at)
            select gen_random_uuid(), 0, centre_id, id, case when number = 5 then 'CHANGE' else 'CONFIRMATION' end, sequence,
                   case when by_mail then 'EMAIL' else 'TEXT' end, client_id, page_language,
                   case when number in (2, 5, 7, 11) then 'NOT_DELIVERED' else 'SENT' end,
                   case when number in (2, 7) then 3 else 0 end, booked_at, starts_at, starts_at,
                   case number when 2 then 'NO_SUCH_RECIPIENT' when 5 then 'UNCLEAR' when 7 then 'REFUSED'
                               when 11 then 'NO_SAFE_HOUR' end,
                   reference, booked_at,
                   case when number not in (2, 5, 7, 11) then booked_at + interval '6 seconds' end
            from visit
            """;

    private static final String REMINDERS = """
            insert into notifications.message (id, version, centre_id, about, kind, sequence, channel, client_id, language,
                state, tries, next_try_at, due_until, happens_at, reference, created_at)
            select gen_random_uuid(), 0, a.centre_id, a.id, r.kind, a.sequence,
                   case when i.phone is not null then 'TEXT' else 'EMAIL' end, a.client_id, a.page_language, 'DUE', 0,
                   a.starts_at - r.lead, a.starts_at - r.useful, a.starts_at, a.reference, a.booked_at
            from counselling.appointment a
            join clients.identity i on i.client_id = a.client_id
            cross join (values ('REMINDER_24H', interval '24 hours', interval '3 hours'),
                               ('REMINDER_2H', interval '2 hours', interval '30 minutes')) as r (kind, lead, useful)
            where a.state = 'BOOKED' and a.starts_at - r.lead > ? and i.may_message
              and (i.phone is not null or i.email is not null)
              and exists (select from clients.consent c where c.client_id = a.client_id and c.purpose = 'REMINDER')
            """;

    private final Connection connection;

    MessageDays(Connection connection) {
        this.connection = connection;
    }

    void write(Instant now) throws SQLException {
        for (String sql : new String[] {CONFIRMATIONS, REMINDERS}) {
            try (var statement = connection.prepareStatement(sql)) {
                statement.setObject(1, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
                statement.executeUpdate();
            }
        }
    }
}
