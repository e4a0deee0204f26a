package org.mrcportal.notifications.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.mrcportal.centres.CentreId;
import org.mrcportal.shared.Language;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The wording in force: the centre's own, or else the portal's. */
@Component
class Wordings {

    private final Scribe scribe;
    private final JdbcClient jdbc;

    Wordings(Scribe scribe, JdbcClient jdbc) {
        this.scribe = scribe;
        this.jdbc = jdbc;
    }

    Wording inForce(CentreId centre, Kind kind, Channel channel, Language language) {
        return changed(centre, kind, channel, language).orElseGet(() -> scribe.ownWording(kind, channel, language));
    }

    /** The centre's own wordings of one kind and way; one statement. */
    Map<Language, Wording> changed(CentreId centre, Kind kind, Channel channel) {
        Map<Language, Wording> changed = new EnumMap<>(Language.class);
        jdbc.sql("""
                        select language, subject, body from notifications.message_template
                        where centre_id = ? and kind = ? and channel = ?
                        """).params(centre.id(), kind.name(), channel.name()).query(row -> {
            Wording wording = wording(row);
            Language.ofCode(row.getString("language")).ifPresent(language -> changed.put(language, wording));
        });
        return changed;
    }

    /** How many languages of a kind and way have a wording of the centre's own, under {@code KIND.CHANNEL}. */
    Map<String, Integer> changed(CentreId centre) {
        Map<String, Integer> counts = new HashMap<>();
        jdbc.sql("""
                        select kind, channel, count(*) languages from notifications.message_template
                        where centre_id = ? group by kind, channel
                        """).param(centre.id()).query(row -> {
            counts.put(row.getString("kind") + "." + row.getString("channel"), row.getInt("languages"));
        });
        return counts;
    }

    void change(CentreId centre, Kind kind, Channel channel, Language language, Wording wording, Instant now) {
        jdbc.sql("""
                        insert into notifications.message_template (centre_id, kind, channel, language, subject, body, changed_at)
                        values (:centre, :kind, :channel, :language, :subject, :body, :now)
                        on conflict (centre_id, kind, channel, language) do update
                        set subject = excluded.subject, body = excluded.body, changed_at = excluded.changed_at
                        """)
                .param("centre", centre.id())
                .param("kind", kind.name())
                .param("channel", channel.name())
                .param("language", language.code())
                .param("subject", wording.subject())
                .param("body", wording.body())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void forget(CentreId centre, Kind kind, Channel channel, Language language) {
        jdbc.sql("""
                        delete from notifications.message_template
                        where centre_id = ? and kind = ? and channel = ? and language = ?
                        """)
                .params(centre.id(), kind.name(), channel.name(), language.code())
                .update();
    }

    private static Wording wording(ResultSet row) throws SQLException {
        return new Wording(row.getString("subject"), row.getString("body"));
    }

    private Optional<Wording> changed(CentreId centre, Kind kind, Channel channel, Language language) {
        return jdbc.sql("""
                        select subject, body from notifications.message_template
                        where centre_id = ? and kind = ? and channel = ? and language = ?
                        """)
                .params(centre.id(), kind.name(), channel.name(), language.code())
                .query((row, number) -> wording(row))
                .optional();
    }
}
