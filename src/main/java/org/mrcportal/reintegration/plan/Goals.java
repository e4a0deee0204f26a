package org.mrcportal.reintegration.plan;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Goals extends Repository<Goal, UUID> {

    Goal saveAndFlush(Goal kept);

    Optional<Goal> findByOnce(UUID once);

    Optional<Goal> findById(UUID id);

    @Modifying
    @Query("delete from Goal g where g.id = :id")
    void remove(UUID id);

    @Query("select g from Goal g where g.planId = :plan order by g.position, g.id")
    List<Goal> of(UUID plan);
}
