package org.mrcportal.notifications.message;

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

    Optional<Wording> changed(CentreId centre, Kind kind, Channel channel, Language language) {
        return jdbc.sql("""
                        select subject, body from notifications.message_template
                        where centre_id = ? and kind = ? and channel = ? and language = ?
                        """)
                .params(centre.id(), kind.name(), channel.name(), language.code())
                .query((row, number) -> new Wording(row.getString("subject"), row.getString("body")))
                .optional();
    }
}
