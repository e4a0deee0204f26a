package org.mrcportal.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.accounts.Role;
import org.springframework.dao.DataIntegrityViolationException;

class CapacityTests {

    private final Fixtures fixtures = new Fixtures();
    private final OutreachFixtures outreach = new OutreachFixtures(fixtures);

    @Test
    void aHundredPeopleAtOnceTakeTheTwelvePlacesInTheDatabaseItself() throws Exception {
        var centre = fixtures.centre();
        var officer = fixtures.staff(centre, Role.OUTREACH_OFFICER);
        var session = outreach.session(centre, officer, Instant.now().plus(Duration.ofDays(3)), Map.of("capacity", 12));
        Callable<Boolean> oneTry = () -> {
            try {
                outreach.registration(centre, session, Map.of("people", 1));
                return true;
            } catch (DataIntegrityViolationException full) {
                return false;
            }
        };
        try (var people = Executors.newFixedThreadPool(20)) {
            List<Callable<Boolean>> tries =
                    IntStream.range(0, 100).mapToObj(i -> oneTry).toList();
            long taken = people.invokeAll(tries).stream()
                    .filter(CapacityTests::result)
                    .count();
            assertThat(taken).isEqualTo(12);
        }
    }

    private static boolean result(Future<Boolean> one) {
        try {
            return one.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
