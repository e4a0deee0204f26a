package org.mrcportal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReferenceTests {

    @Test
    void isReadInAnyCaseWithAnySeparators() {
        assertThat(Reference.typed(" 7kq2-m4xd ")).contains("7KQ2M4XD");
        assertThat(Reference.typed("7KQ2 / M4XD.")).contains("7KQ2M4XD");
    }

    @Test
    void forgivesLettersThatLookAlike() {
        assertThat(Reference.typed("OIL0 abcd")).contains("0110ABCD");
        assertThat(Reference.typed("АВЕК МНРС")).contains("ABEKMHPC");
        assertThat(Reference.typed("тху12о34")).contains("TXY12034");
    }

    @Test
    void isNothingElse() {
        assertThat(Reference.typed("")).isEmpty();
        assertThat(Reference.typed("7KQ2M4X")).isEmpty();
        assertThat(Reference.typed("7KQ2M4XDD")).isEmpty();
        assertThat(Reference.typed("7KQ2M4XU")).isEmpty();
        assertThat(Reference.typed("7".repeat(10_000))).isEmpty();
    }

    @Property(tries = 200)
    void readsBackWhatItGives(@ForAll boolean ignored) {
        String reference = Reference.random();

        assertThat(Reference.typed(Reference.grouped(reference).toLowerCase(java.util.Locale.ROOT)))
                .contains(reference);
    }
}
