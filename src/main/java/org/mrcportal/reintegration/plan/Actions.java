package org.mrcportal.reintegration.plan;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Actions extends Repository<Action, UUID> {

    Action saveAndFlush(Action kept);

    Optional<Action> findByOnce(UUID once);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Action a where a.id = :id")
    Optional<Action> hold(UUID id);

    Optional<Action> findById(UUID id);

    @Query("select a from Action a where a.goalId = :goal order by a.position, a.id")
    List<Action> of(UUID goal);

    /** Steps to be done, in the whole plan. */
    @Query("""
            select count(a) from Action a, Goal g
            where g.id = a.goalId and g.planId = :plan and a.state in (PLANNED, STARTED, DONE)
            """)
    int countOf(UUID plan);
}
