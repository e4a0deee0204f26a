package org.mrcportal.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.shared.Seal;

class KeptInputTests {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private final Seal seal = Fixtures.seal();

    @Test
    void isOpenedByThePersonItBelongsToForAnHour() {
        String sealed = kept("a.b").sealed(seal).orElseThrow();
        assertThat(KeptInput.opened(sealed, seal, NOW.plus(Duration.ofMinutes(59)), "a.b"))
                .contains(kept("a.b"));
        assertThat(KeptInput.opened(sealed, seal, NOW.plus(Duration.ofMinutes(60)), "a.b"))
                .isEmpty();
        assertThat(KeptInput.opened(sealed, seal, NOW, "c.d")).isEmpty();
    }

    @Test
    void isOpenedByWhoeverSignsInWhereNobodyIsKnown() {
        assertThat(KeptInput.opened(kept("").sealed(seal).orElseThrow(), seal, NOW, "c.d"))
                .isPresent();
    }

    @Test
    void keepsNoPasswordAndNoToken() {
        var kept = KeptInput.of(NOW, "/staff", "", Map.of("_csrf", new String[] {"t"}, "password", new String[] {"p"}));
        assertThat(kept.fields()).isEmpty();
    }

    private static KeptInput kept(String user) {
        return KeptInput.of(NOW, "/staff/consultations", user, Map.of("note", new String[] {"Ғулом\n", ""}));
    }
}
