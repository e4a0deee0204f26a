package org.mrcportal.notifications.message;

import java.sql.Timestamp;
import java.util.List;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.KeptOfPerson;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The messages to a person: when, by what way, whether they went out. Their words are not kept. */
@Component
@Order(2)
@Transactional(readOnly = true)
class MessagesOfPerson implements KeptOfPerson {

    private final JdbcClient jdbc;

    MessagesOfPerson(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Section> of(ClientId client) {
        return List.of(new Section(
                "messages",
                jdbc.sql("""
                                select m.kind, m.channel, m.created_at, m.sent_at from notifications.message m
                                where m.client_id = :client and m.kind not in ('INTERPRETER_ASKED', 'INTERPRETER_RELEASED')
                                order by m.created_at desc
                                """)
                        .param("client", client.id())
                        .query((row, number) -> {
                            Timestamp sent = row.getTimestamp("sent_at");
                            return new Entry(List.of(
                                    Fact.code("kind", row.getString("kind"), "own.message."),
                                    Fact.code("channel", row.getString("channel"), "own.channel."),
                                    Fact.of(
                                            "made",
                                            row.getTimestamp("created_at").toInstant()),
                                    Fact.of("sent", sent == null ? null : sent.toInstant())));
                        })
                        .list()));
    }
}
