package org.mrcportal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short check of every build; {@link TwoInstancesCheck} is the long one. */
@Tag("chaos")
class TwoInstancesTests {

    private static final Duration SHORT = Duration.ofSeconds(20);

    @Test
    void keepEveryPromiseWhileOneIsKilledAndTheDatabaseRestarted(@TempDir Path directory) throws Exception {
        BadDay.Result day = new BadDay(directory, SHORT).run();

        assertThat(day.violations()).isEmpty();
        assertThat(day.counts().getOrDefault("BOOK ACKNOWLEDGED", 0L)).isPositive();
    }
}
