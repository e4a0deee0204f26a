package org.mrcportal.demonstration;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;

/**
 * An invented member of staff.
 *
 * @param centre null for people of the network
 * @param language of the staff pages
 * @param talks languages of counselling; empty for those who give none
 * @param partTime in the middle of the day only
 */
record Colleague(
        UUID id,
        String username,
        String name,
        String sex,
        Role role,
        @Nullable DemonstrationCentre centre,
        String language,
        List<String> talks,
        boolean partTime) {}
