package org.mrcportal.reintegration.training;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface Courses extends Repository<Course, UUID> {

    Course saveAndFlush(Course course);

    Optional<Course> findById(UUID id);

    Optional<Course> findByOnce(UUID once);
}
