package org.mrcportal.clients.datarequest;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.clients.ClientId;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The requests on record, within the scope of the transaction. */
interface DataRequests extends Repository<DataRequest, UUID> {

    DataRequest saveAndFlush(DataRequest request);

    Optional<DataRequest> findById(UUID id);

    Optional<DataRequest> findByOnce(UUID once);

    List<DataRequest> findByClientOrderByAskedAtDesc(ClientId client);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from DataRequest r where r.id = :id")
    Optional<DataRequest> lockById(UUID id);

    /** Open ones first, by the day they are due, then those that were answered. */
    @Query("select r from DataRequest r order by case when r.state = OPEN then 0 else 1 end, r.dueOn, r.id limit 200")
    List<DataRequest> openFirst();
}
