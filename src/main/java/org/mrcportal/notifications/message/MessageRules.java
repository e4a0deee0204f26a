package org.mrcportal.notifications.message;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.mrcportal.centres.CentreId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a centre does not send, and how it writes. */
@Component
class MessageRules {

    private final JdbcClient jdbc;

    MessageRules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The rules of one centre.
     *
     * @param switchedOff kinds it does not send
     * @param plainApostrophe texts in Uzbek have o' for oʻ
     */
    record Rules(Set<Kind> switchedOff, boolean plainApostrophe) {

        static final Rules NONE = new Rules(Set.of(), false);

        boolean send(Kind kind) {
            return !switchedOff.contains(kind);
        }
    }

    Rules of(CentreId centre) {
        return jdbc.sql("select switched_off, plain_apostrophe from notifications.message_rules where centre_id = ?")
                .param(centre.id())
                .query((row, number) -> new Rules(
                        kinds((String[]) row.getArray("switched_off").getArray()), row.getBoolean("plain_apostrophe")))
                .optional()
                .orElse(Rules.NONE);
    }

    void change(CentreId centre, Rules rules) {
        jdbc.sql("""
                        insert into notifications.message_rules as r (centre_id, version, switched_off, plain_apostrophe)
                        values (:centre, 0, :off, :plain)
                        on conflict (centre_id) do update set version = r.version + 1,
                            switched_off = excluded.switched_off, plain_apostrophe = excluded.plain_apostrophe
                        """)
                .param("centre", centre.id())
                .param(
                        "off",
                        rules.switchedOff().stream().map(Kind::name).sorted().toArray(String[]::new))
                .param("plain", rules.plainApostrophe())
                .update();
    }

    private static Set<Kind> kinds(String[] names) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        Arrays.stream(Kind.values())
                .filter(kind -> Arrays.asList(names).contains(kind.name()))
                .forEach(kinds::add);
        return kinds;
    }
}
