package org.mrcportal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(properties = "portal.jobs=false")
class FixturesTests {

    @Test
    void everyFixtureIsARowTheSchemaAccepts() {
        Fixtures fixtures = new Fixtures();
        var centre = fixtures.centre();
        var counsellor = fixtures.counsellor(centre);
        var client = fixtures.client(centre, "Gʻulom Yusupov");
        Instant nine = Instant.parse("2026-11-24T04:00:00Z");
        var appointment = fixtures.appointment(centre, counsellor, client, nine, Map.of("state", "COMPLETED"));
        fixtures.appointment(centre, counsellor, null, nine, Map.of("state", "EXPIRED"));
        fixtures.consultation(centre, counsellor, client, nine, Map.of("appointment_id", appointment.id()));
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from counselling.consultation where centre_id = ?")
                        .param(centre.id().id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(counsellor.member().is(org.mrcportal.accounts.Role.COUNSELLOR))
                .isTrue();
    }
}
