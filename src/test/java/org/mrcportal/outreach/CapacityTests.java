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

    @Test
    void whoeverCutsThePlacesWhileTheyAreTakenLeavesNobodyWithout() throws Exception {
        var centre = fixtures.centre();
        var officer = fixtures.staff(centre, Role.OUTREACH_OFFICER);
        for (int round = 0; round < 10; round++) {
            var session =
                    outreach.session(centre, officer, Instant.now().plus(Duration.ofDays(3)), Map.of("capacity", 12));
            Callable<Boolean> take = () -> tried(() -> outreach.registration(centre, session, Map.of("people", 10)));
            Callable<Boolean> cut = () -> tried(() -> fixtures.jdbc()
                    .sql("update outreach.awareness_session set capacity = 5 where id = ?")
                    .param(session.id())
                    .update());
            try (var both = Executors.newFixedThreadPool(2)) {
                List<Boolean> done = both.invokeAll(List.of(take, cut)).stream()
                        .map(CapacityTests::result)
                        .toList();
                assertThat(done).as("one of both is refused").containsExactlyInAnyOrder(true, false);
            }
        }
    }

    private static boolean tried(Runnable change) {
        try {
            change.run();
            return true;
        } catch (DataIntegrityViolationException refused) {
            return false;
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
