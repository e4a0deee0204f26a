package org.mrcportal.config;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mrcportal.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The check of the database at start-up, against databases that are wrong in one way each. */
class DatabaseCheckTests {

    private static final String SOUND = "locale 'C.UTF-8' locale_provider icu icu_locale 'und'";

    @Test
    void refusesADatabaseThatCannotFoldCyrillic() {
        JdbcClient blind = database("locale 'C' locale_provider libc", "btree_gist", "pg_trgm");
        assertThatIllegalStateException()
                .isThrownBy(() -> new DatabaseCheck(blind).refuseUnsound())
                .withMessageContaining("cannot fold Cyrillic");
    }

    @Test
    void namesTheExtensionThatIsMissing() {
        JdbcClient without = database(SOUND, "pg_trgm");
        assertThatIllegalStateException()
                .isThrownBy(() -> new DatabaseCheck(without).refuseUnsound())
                .withMessageContaining("btree_gist");
    }

    @Test
    void refusesToWorkAsARoleThatPoliciesDoNotBind() {
        JdbcClient owned = database(SOUND, "btree_gist", "pg_trgm");
        owned.sql("create table guarded (centre_id uuid)").update();
        owned.sql("alter table guarded enable row level security").update();
        assertThatIllegalStateException()
                .isThrownBy(() -> new DatabaseCheck(owned).refuseUnsound())
                .withMessageContaining("Row-level security does not hold for [guarded");
    }

    @Test
    void acceptsASoundDatabase() {
        JdbcClient sound = database(SOUND, "btree_gist", "pg_trgm");
        assertThatNoException().isThrownBy(() -> new DatabaseCheck(sound).refuseUnsound());
    }

    private static JdbcClient database(String locale, String... extensions) {
        String name = "check_" + UUID.randomUUID().toString().replace("-", "");
        connected("shared")
                .sql("create database %s template template0 encoding 'UTF8' %s".formatted(name, locale))
                .update();
        JdbcClient created = connected(name);
        for (String extension : extensions) {
            created.sql("create extension " + extension).update();
        }
        return created;
    }

    private static JdbcClient connected(String name) {
        var shared = TestDatabase.database("shared");
        return JdbcClient.create(new DriverManagerDataSource(
                String.valueOf(shared.get("spring.datasource.url")).replace("/shared", "/" + name),
                String.valueOf(shared.get("spring.datasource.username")),
                String.valueOf(shared.get("spring.datasource.password"))));
    }
}
