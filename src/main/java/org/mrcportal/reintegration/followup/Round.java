package org.mrcportal.reintegration.followup;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Which time of asking it is; the survey knows the same rounds. */
enum Round {
    M3(3),
    M6(6),
    M12(12),
    /** In between, whenever it is agreed. */
    OTHER(0);

    private final int months;

    Round(int months) {
        this.months = months;
    }

    static Optional<Round> ofCode(String code) {
        return Arrays.stream(values()).filter(r -> r.name().equals(code)).findFirst();
    }

    /** The day it is due, after the return or the first survey. */
    LocalDate due(LocalDate since) {
        return since.plusMonths(months);
    }

    /**
     * The rounds that are still to be asked, with their days: those to come, and the latest that has passed, today. A round
     * that the next one has overtaken is not asked any more.
     *
     * @param since the return or the first survey, whichever was later
     */
    static Map<Round, LocalDate> ahead(LocalDate since, LocalDate today) {
        Map<Round, LocalDate> ahead = new EnumMap<>(Round.class);
        Round passed = null;
        for (Round round : new Round[] {M3, M6, M12}) {
            if (round.due(since).isBefore(today)) {
                passed = round;
            } else {
                ahead.put(round, round.due(since));
            }
        }
        if (passed != null) {
            ahead.put(passed, today);
        }
        return ahead;
    }
}
