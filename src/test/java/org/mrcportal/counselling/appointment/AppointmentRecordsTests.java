package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.availability.TimeSlot;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest
class AppointmentRecordsTests {

    @Autowired
    AppointmentRecords records;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void bringBackWhatWasKept() {
        var transaction = new TransactionTemplate(transactions);
        Fixtures fixtures = new Fixtures();
        Fixtures.Centre centre = fixtures.centre();
        byte[] hash = PersonalLinks.hash(UUID.randomUUID().toString());
        Appointment held = Appointment.hold(
                AppointmentId.next(),
                centre.id(),
                fixtures.counsellor(centre).id(),
                new Wish("DOCUMENTS", "PHONE", "tg", "F", "LEAVING", List.of("INTERPRETER", "CHILD")),
                "ru",
                TimeSlot.starting(Instant.parse("2026-12-01T05:00:00Z"), Duration.ofMinutes(30)),
                Instant.parse("2026-11-30T05:00:00Z"),
                hash,
                UUID.randomUUID());
        held.keepDraft(new byte[] {7}, "ru");

        Appointment found = Scope.of(centre.id().id()).call(() -> {
            transaction.executeWithoutResult(status -> records.save(held));
            return transaction.execute(status -> records.findByTokenHash(hash).orElseThrow());
        });

        assertThat(found.wish()).isEqualTo(held.wish());
        assertThat(found.slot()).isEqualTo(held.slot());
        assertThat(found.draft()).containsExactly(7);
        assertThat(found.secondFacts()).isEmpty();
        assertThat(found.state()).isEqualTo(AppointmentState.HELD);
        assertThat(found.client()).isNull();
    }
}
