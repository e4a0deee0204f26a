package org.mrcportal.notifications.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 3GPP TS 23.038, clauses 6.2.1 and 6.2.1.1; TS 23.040, 9.2.3.24.1. */
class SegmentsTests {

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "160,1", "161,2", "306,2", "307,3", "459,3", "460,4"})
    void theShortAlphabetHolds160AndThen153(int characters, int parts) {
        assertThat(Segments.of("x".repeat(characters))).isEqualTo(new Segments(true, characters, parts));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "70,1", "71,2", "134,2", "135,3", "201,3", "202,4"})
    void anyOtherLetterLeaves70AndThen67(int characters, int parts) {
        assertThat(Segments.of("ж".repeat(characters))).isEqualTo(new Segments(false, characters, parts));
    }

    @Test
    void theWholeShortAlphabetIsKnown() {
        String basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
        assertThat(basic).hasSize(127); // and the escape
        assertThat(Segments.of(basic)).isEqualTo(new Segments(true, 127, 1));
        assertThat(Segments.of("ç").gsm()).as("only the capital is in it").isFalse();
    }

    @Test
    void theExtensionCountsTwice() {
        assertThat(Segments.of("\f^{}\\[~]|€")).isEqualTo(new Segments(true, 20, 1));
        assertThat(Segments.of("€".repeat(80))).isEqualTo(new Segments(true, 160, 1));
        assertThat(Segments.of("€".repeat(81))).isEqualTo(new Segments(true, 162, 2));
    }

    @Test
    void nothingThatTakesTwoIsCutInTwo() {
        String euroOnTheEdge = "x".repeat(152) + "€" + "x".repeat(152);
        assertThat(Segments.of(euroOnTheEdge)).isEqualTo(new Segments(true, 306, 3));
        String pairOnTheEdge = "ж".repeat(66) + "😀" + "ж".repeat(66);
        assertThat(Segments.of(pairOnTheEdge)).isEqualTo(new Segments(false, 134, 3));
    }

    @Test
    void oneUzbekLetterCostsMoreThanHalfTheRoom() {
        String text = "Qabul: dush, 23-noy, 14:30, markaz, Toshkent. Raqam 7F3K 2M9Q. Oʻzgartirish";
        assertThat(Segments.of(text)).isEqualTo(new Segments(false, 75, 2));
        assertThat(Segments.of(Segments.plain(text))).isEqualTo(new Segments(true, 75, 1));
        assertThat(Segments.plain("oʻ gʻ maʼno “bir” – ikki…")).isEqualTo("o' g' ma'no \"bir\" - ikki...");
    }
}
