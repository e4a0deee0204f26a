package org.mrcportal.clients.datarequest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.accounts.Role;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

/** What staff wrote in answer to a request is not kept for ever. */
@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
class RequestRetentionTests {

    private final Fixtures fixtures = new Fixtures();

    @Autowired
    private RequestRetention retention;

    @Test
    void answersGoAfterThirtyDaysAndWhatWasDecidedStays() {
        UUID old = answered(Duration.ofDays(31));
        UUID recent = answered(Duration.ofDays(29));
        Scope.network().run(retention::run);
        assertThat(kept(old)).isEqualTo("DONE false");
        assertThat(kept(recent)).isEqualTo("DONE true");
    }

    private UUID answered(Duration ago) {
        Fixtures.Centre centre = fixtures.centre();
        UUID id = UUID.randomUUID();
        Instant then = Instant.now().minus(ago);
        var row = Fixtures.row("id", id, "version", 0L, "centre_id", centre.id().id(), "once", UUID.randomUUID());
        row.put("client_id", fixtures.client(centre).id());
        row.put("kind", "DELETION");
        row.put("state", "DONE");
        row.put("about", new String[0]);
        row.put("asked_at", then);
        row.put("due_on", LocalDate.now(Fixtures.TASHKENT));
        row.put("decided_at", then);
        row.put("decided_by", fixtures.staff(centre, Role.CENTRE_MANAGER).id().id());
        row.put("answer", new byte[] {1});
        fixtures.insert("clients.data_request", row, Map.of());
        return id;
    }

    private String kept(UUID id) {
        return fixtures.jdbc()
                .sql("select state || ' ' || (answer is not null) from clients.data_request where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }
}
