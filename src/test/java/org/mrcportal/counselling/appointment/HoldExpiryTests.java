package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(properties = "portal.jobs=false")
class HoldExpiryTests {

    @Autowired
    HoldExpiry expiry;

    @Test
    void freesLapsedTimesAtOnceAndForgetsTheAnswersLater() {
        Fixtures fixtures = new Fixtures();
        Fixtures.Centre centre = fixtures.centre();
        var counsellor = fixtures.counsellor(centre);
        Instant now = Instant.now();
        Instant start = now.plus(Duration.ofDays(2));
        AppointmentId running = held(fixtures, centre, counsellor, start, now.plusSeconds(300));
        AppointmentId lapsed = held(fixtures, centre, counsellor, start.plusSeconds(3600), now.minusSeconds(60));
        AppointmentId old = held(fixtures, centre, counsellor, start.plusSeconds(7200), now.minus(Duration.ofHours(3)));

        Scope.network().run(expiry::run);

        assertThat(row(fixtures, running)).containsEntry("state", "HELD").containsEntry("kept", true);
        assertThat(row(fixtures, lapsed)).containsEntry("state", "EXPIRED").containsEntry("kept", true);
        assertThat(row(fixtures, old)).containsEntry("state", "EXPIRED").containsEntry("kept", false);
    }

    private static AppointmentId held(
            Fixtures fixtures, Fixtures.Centre centre, Fixtures.Staff counsellor, Instant start, Instant until) {
        return fixtures.appointment(
                centre, counsellor, null, start, Map.of("state", "HELD", "held_until", until, "draft", new byte[] {1}));
    }

    private static Map<String, @Nullable Object> row(Fixtures fixtures, AppointmentId id) {
        return fixtures.jdbc()
                .sql("select state, draft is not null as kept from counselling.appointment where id = ?")
                .param(id.id())
                .query()
                .singleRow();
    }
}
