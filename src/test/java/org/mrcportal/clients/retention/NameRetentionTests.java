package org.mrcportal.clients.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.clients.ClientId;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SuppressWarnings("NullAway.Init")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
class NameRetentionTests {

    @Autowired
    NameRetention retention;

    private final Fixtures fixtures = new Fixtures();

    @Test
    void deletesANameThirtyDaysAfterTheLastVisitAndKeepsItWhileSomebodyIsServed() {
        Fixtures.Centre centre = fixtures.centre();
        Fixtures.Staff counsellor = fixtures.counsellor(centre);
        Instant now = Instant.now();
        ClientId gone = knownFor(centre, 31);
        fixtures.appointment(centre, counsellor, gone, now.minus(Duration.ofDays(31)));
        ClientId recent = knownFor(centre, 60);
        fixtures.consultation(centre, counsellor, recent, now.minus(Duration.ofDays(29)));
        ClientId expected = knownFor(centre, 60);
        fixtures.appointment(centre, counsellor, expected, now.plus(Duration.ofDays(2)));
        ClientId agreed = knownFor(centre, 60);
        agreeToFollowUp(centre, agreed);
        ClientId agreedLongAgo = knownFor(centre, 731);
        agreeToFollowUp(centre, agreedLongAgo);
        ClientId fresh = knownFor(centre, 29);

        Scope.of(centre.id().id()).run(() -> {
            UUID after = new UUID(0, 0);
            while (after != null) {
                after = retention.next(after);
            }
        });

        assertThat(isKnown(gone)).isFalse();
        assertThat(isKnown(agreedLongAgo)).isFalse();
        assertThat(isKnown(recent)).isTrue();
        assertThat(isKnown(expected)).isTrue();
        assertThat(isKnown(agreed)).isTrue();
        assertThat(isKnown(fresh)).isTrue();
    }

    @Test
    void whatAMergeRemembersOfTheNameGoesWithIt() {
        Fixtures.Centre centre = fixtures.centre();
        Fixtures.Staff staff = fixtures.counsellor(centre);
        ClientId kept = knownFor(centre, 31);
        ClientId gone = fixtures.client(centre);
        fixtures.jdbc()
                .sql("update clients.client set merged_into = ? where id = ?")
                .params(kept.id(), gone.id())
                .update();
        fixtures.jdbc()
                .sql("""
                        insert into clients.merge (id, centre_id, kept_id, gone_id, merged_at, merged_by, undo_until,
                            kept_identity, gone_identity, kept_client_version)
                        values (gen_random_uuid(), ?, ?, ?, now(), ?, now() + interval '30 days', '{}', '{}', 0)
                        """)
                .params(centre.id().id(), kept.id(), gone.id(), staff.id().id())
                .update();

        Scope.of(centre.id().id()).run(() -> retention.next(new UUID(0, 0)));

        assertThat(isKnown(kept)).isFalse();
        assertThat(fixtures.jdbc()
                        .sql(
                                "select kept_identity is null and gone_identity is null from clients.merge where kept_id = ?")
                        .param(kept.id())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private ClientId knownFor(Fixtures.Centre centre, int days) {
        ClientId client = fixtures.client(centre, "Gulnora");
        fixtures.jdbc()
                .sql("update clients.identity set updated_at = ? where client_id = ?")
                .params(OffsetDateTime.now(ZoneOffset.UTC).minusDays(days), client.id())
                .update();
        return client;
    }

    private void agreeToFollowUp(Fixtures.Centre centre, ClientId client) {
        fixtures.jdbc()
                .sql("insert into clients.consent (id, client_id, centre_id, purpose, wording, language, how, given_at)"
                        + " values (gen_random_uuid(), ?, ?, 'FOLLOW_UP', '1', 'uz', 'CLICK', now())")
                .params(client.id(), centre.id().id())
                .update();
    }

    private boolean isKnown(ClientId client) {
        return fixtures.jdbc()
                .sql("select exists (select from clients.identity where client_id = ?)")
                .param(client.id())
                .query(Boolean.class)
                .single();
    }
}
