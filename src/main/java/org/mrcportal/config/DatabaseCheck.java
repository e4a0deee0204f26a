package org.mrcportal.config;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks the database, once at start-up, what would otherwise go wrong without a word. */
class DatabaseCheck {

    private final JdbcClient jdbc;

    DatabaseCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws IllegalStateException with one sentence that says what is wrong and what to do */
    void refuseUnsound() {
        List<String> missing =
                jdbc.sql("""
                        select wanted from unnest(array['btree_gist', 'pg_trgm']) wanted
                        where not exists (select from pg_extension where extname = wanted)
                        """).query((row, number) -> row.getString(1)).list();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("The database lacks the extension(s) " + String.join(", ", missing)
                    + ": let its administrator run \"create extension\" for each");
        }
        if (!jdbc.sql("select lower('ҒУЛОМ') = 'ғулом' and show_trgm('ғулом') <> '{}'")
                .query(Boolean.class)
                .single()) {
            throw new IllegalStateException("The database's locale cannot fold Cyrillic, so names would not be found:"
                    + " create it with \"template template0 locale 'C.UTF-8' locale_provider icu icu_locale 'und'\"");
        }
        List<String> open =
                jdbc.sql("""
                        select a.attrelid::regclass || ' as ' || current_user
                        from pg_attribute a join pg_class c on c.oid = a.attrelid
                        where a.attname = 'centre_id' and not a.attisdropped and c.relkind in ('r', 'p')
                          and not row_security_active(a.attrelid)
                        """).query((row, number) -> row.getString(1)).list();
        if (!open.isEmpty()) {
            throw new IllegalStateException("Row-level security does not hold for " + open
                    + ": the portal must work as the role portal_app, which owns nothing");
        }
    }
}
