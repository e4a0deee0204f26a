package org.mrcportal.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TicketAddressTests {

    @Test
    void leadsToTheCheckInOfTheReference() {
        assertThat(new TicketAddress("https://mrc.example").of("7KQ2M4XD"))
                .isEqualTo("https://mrc.example/staff/check-in/7KQ2M4XD");
    }

    @Test
    void isReadAsTheReferenceOrTheWholeAddressUnderAnyName() {
        assertThat(TicketAddress.meant("https://mrc.example/staff/check-in/7KQ2M4XD"))
                .containsExactly("7KQ2M4XD");
        assertThat(TicketAddress.meant("HTTP://192.168.1.7:8080/STAFF/CHECK-IN/7KQ2M4XD?x"))
                .containsExactly("7KQ2M4XD");
        assertThat(TicketAddress.meant("7kq2 / m4xd")).containsExactly("7KQ2M4XD");
        assertThat(TicketAddress.meant("авек мнрс")).first().isEqualTo("ABEKMHPC");
    }

    @Test
    void isReadFromAScannerWhileTheComputerWritesRussian() {
        assertThat(TicketAddress.meant("реезыЖ..ькс.учфьзду.ыефаа.срусл-шт.7ЛЙ2Ь4ЧВ"))
                .containsExactly("7KQ2M4XD");
        assertThat(TicketAddress.meant("7лй2ь4чв")).containsExactly("7KQ2M4XD");
    }

    @Test
    void isNothingElse() {
        assertThat(TicketAddress.meant("")).isEmpty();
        assertThat(TicketAddress.meant("https://mrc.example/staff/check-in/")).isEmpty();
        assertThat(TicketAddress.meant("7".repeat(100_000))).isEmpty();
    }
}
