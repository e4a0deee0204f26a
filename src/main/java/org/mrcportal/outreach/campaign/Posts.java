package org.mrcportal.outreach.campaign;

import java.util.Optional;
import java.util.UUID;
import org.mrcportal.outreach.PostId;
import org.springframework.data.repository.Repository;

interface Posts extends Repository<Post, PostId> {

    Post saveAndFlush(Post post);

    Optional<Post> findById(PostId id);

    Optional<Post> findByOnce(UUID once);
}
