package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(properties = "portal.jobs=false")
class AppointmentRecordsTests {

    @Autowired
    AppointmentRecords records;

    @Autowired
    Diary diary;

    @Autowired
    PlatformTransactionManager transactions;

    private final Fixtures fixtures = new Fixtures();
    private final Fixtures.Centre centre = fixtures.centre();
    private final byte[] hash = PersonalLinks.hash(UUID.randomUUID().toString());

    private Appointment held() {
        return Appointment.hold(
                AppointmentId.next(),
                centre.id(),
                fixtures.counsellor(centre).id(),
                new Wish("DOCUMENTS", "PHONE", "tg", "F", "LEAVING", List.of("INTERPRETER", "CHILD")),
                "ru",
                TimeSlot.starting(Instant.parse("2026-12-01T05:00:00Z"), Duration.ofMinutes(30)),
                Instant.parse("2026-11-30T05:00:00Z"),
                hash,
                UUID.randomUUID());
    }

    @Test
    void bringBackWhatWasKept() {
        var transaction = new TransactionTemplate(transactions);
        Appointment held = held();
        held.keepDraft(new byte[] {7}, "ru");

        Appointment found = Scope.of(centre.id().id()).call(() -> {
            transaction.executeWithoutResult(status -> {
                diary.keepHours(centre.id());
                records.save(held);
            });
            return transaction.execute(status -> records.findByTokenHash(hash).orElseThrow());
        });

        assertThat(found.wish()).isEqualTo(held.wish());
        assertThat(found.slot()).isEqualTo(held.slot());
        assertThat(found.draft()).containsExactly(7);
        assertThat(found.secondFacts()).isEmpty();
        assertThat(found.state()).isEqualTo(AppointmentState.HELD);
        assertThat(found.client()).isNull();
    }

    @Test
    void takeNoHoldFromWhomeverADayBeingClosedWouldNotStop() {
        var transaction = new TransactionTemplate(transactions);
        assertThatExceptionOfType(JpaSystemException.class)
                .isThrownBy(() -> Scope.of(centre.id().id())
                        .run(() -> transaction.executeWithoutResult(status -> records.save(held()))))
                .withMessageContaining("hours_kept");
    }
}
