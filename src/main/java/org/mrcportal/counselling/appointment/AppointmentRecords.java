package org.mrcportal.counselling.appointment;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.counselling.AppointmentId;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The appointments on record, within the scope of the transaction. */
interface AppointmentRecords extends Repository<Appointment, AppointmentId> {

    /** Those to come, and those whose person is here. */
    String AFFECTED = """
            select a from Appointment a
            where a.centre = :centre and a.counsellor = :counsellor
              and a.slot.startsAt < :until and a.slot.endsAt > :from
              and (a.state = AppointmentState.BOOKED and a.slot.startsAt > :now or a.state = AppointmentState.ARRIVED)
            order by a.slot.startsAt, a.id.id
            """;

    Appointment save(Appointment appointment);

    Appointment saveAndFlush(Appointment appointment);

    Optional<Appointment> findById(AppointmentId id);

    Optional<Appointment> findByTokenHash(byte[] tokenHash);

    Optional<Appointment> findByOnce(UUID once);

    Optional<Appointment> findByReference(String reference);

    /** The open bookings a counsellor's absence makes impossible. */
    @Query(AFFECTED)
    List<Appointment> affected(CentreId centre, StaffId counsellor, Instant from, Instant until, Instant now);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query(AFFECTED)
    List<Appointment> lockAffected(CentreId centre, StaffId counsellor, Instant from, Instant until, Instant now);

    /** For a change that must happen once: a second one waits here and then sees the first one's effect. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Appointment a where a.id = :id")
    Optional<Appointment> lockById(AppointmentId id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Appointment a where a.tokenHash = :tokenHash")
    Optional<Appointment> lockByTokenHash(byte[] tokenHash);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Appointment a where a.once = :once")
    Optional<Appointment> lockByOnce(UUID once);
}
