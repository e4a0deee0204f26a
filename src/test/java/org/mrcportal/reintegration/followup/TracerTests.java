package org.mrcportal.reintegration.followup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TracerTests {

    @Test
    void whatWasNotAskedIsNotANo() {
        Map<String, String> answers = Tracer.current().read(Map.of("MIGRATED", "NO", "PAID", "", "LEAVE", "<script>"));
        assertThat(answers)
                .containsEntry("MIGRATED", "NO")
                .containsEntry("PAID", Tracer.NOT_ASKED)
                .containsEntry("LEAVE", Tracer.NOT_ASKED)
                .hasSize(Tracer.current().questions().size());
    }

    @Test
    void whoHasNotLeftHasNoWayOfLeaving() {
        Tracer tracer = Tracer.current();
        assertThat(Tracer.contradictions(tracer.read(Map.of("MIGRATED", "NO", "CHANNEL", "BROKER"))))
                .containsExactly("CHANNEL");
        assertThat(Tracer.contradictions(tracer.read(Map.of("MIGRATED", "NO")))).isEmpty();
        assertThat(Tracer.contradictions(tracer.read(Map.of("CHANNEL", "BROKER"))))
                .isEmpty();
        assertThat(Tracer.contradictions(tracer.read(Map.of("MIGRATED", "YES", "CHANNEL", "BROKER"))))
                .isEmpty();
    }
}
