package org.mrcportal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * The long check: {@code mvn verify -Dtest=TwoInstancesCheck -Dchaos.seconds=300}. It writes its history and the logs of
 * the instances to {@code target/chaos/<moment>}.
 */
class TwoInstancesCheck {

    @Test
    void keepsEveryPromiseOnABadDay() throws Exception {
        Duration length = Duration.ofSeconds(Integer.getInteger("chaos.seconds", 120));
        Path directory = Path.of("target/chaos", Instant.now().toString().replace(':', '-'));

        BadDay.Result day = new BadDay(directory, length).run();

        System.out.println("History: " + day.history());
        day.counts().forEach((what, count) -> System.out.println(what + ": " + count));
        assertThat(day.violations()).isEmpty();
        assertThat(day.counts().getOrDefault("BOOK ACKNOWLEDGED", 0L)).isPositive();
    }
}
