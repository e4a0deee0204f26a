package org.mrcportal.counselling.feed;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The feeds on record, within the scope of the transaction. */
interface CalendarFeeds extends Repository<CalendarFeed, UUID> {

    CalendarFeed saveAndFlush(CalendarFeed feed);

    Optional<CalendarFeed> findById(UUID id);

    /** @param staff null: the centre's own */
    @Query("""
            select f from CalendarFeed f
            where f.centre = :centre and f.staff is not distinct from :staff and f.revokedAt is null
            """)
    Optional<CalendarFeed> findOpen(CentreId centre, @Nullable StaffId staff);
}
