package org.mrcportal.counselling.appointment;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.counselling.AppointmentId;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The appointments on record, within the scope of the transaction. */
interface AppointmentRecords extends Repository<Appointment, AppointmentId> {

    Appointment save(Appointment appointment);

    Appointment saveAndFlush(Appointment appointment);

    Optional<Appointment> findById(AppointmentId id);

    Optional<Appointment> findByTokenHash(byte[] tokenHash);

    Optional<Appointment> findByReference(String reference);

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
