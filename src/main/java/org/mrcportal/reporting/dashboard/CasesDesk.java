package org.mrcportal.reporting.dashboard;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.reintegration.CaseFigures;
import org.mrcportal.reintegration.CaseFigures.Dimension;
import org.mrcportal.reintegration.CaseRecords;
import org.mrcportal.reintegration.CaseRecords.CaseRow;
import org.mrcportal.reintegration.CaseRecords.Place;
import org.mrcportal.reintegration.CaseRecords.Sum;
import org.mrcportal.shared.NotFound;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What managers read of casework: its figures, and, at their own centre, the cases behind them. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('CENTRE_MANAGER', 'NETWORK_MANAGER')")
class CasesDesk {

    static final int PAGE = 50;

    private final CaseFigures figures;
    private final CaseRecords records;
    private final Clock clock;

    CasesDesk(CaseFigures figures, CaseRecords records, Clock clock) {
        this.figures = figures;
        this.records = records;
        this.clock = clock;
    }

    record Overview(Asked asked, CaseNumbers numbers, Instant asOf) {

        /** Where the cases behind a number are; null: only at one's own centre a number opens its cases. */
        @Nullable
        String records(int period, @Nullable CentreCard centre, Dimension dimension, @Nullable String value) {
            return asked.own() ? asked.address(period, centre).caseRecords(dimension, value) : null;
        }
    }

    Overview overview(Asked asked) {
        return new Overview(asked, new CaseNumbers(figures.over(asked.stretchesWithBefore()), asked), clock.instant());
    }

    record Listed(Sum sum, List<CaseRow> rows, boolean more) {}

    /** @throws NotFound for whoever does not manage the centres: single cases are none of their business */
    Listed records(Asked asked, Dimension dimension, @Nullable String value, @Nullable Place after) {
        if (!asked.own()) {
            throw new NotFound("cases");
        }
        List<CaseRow> rows = records.rows(asked.stretches(), dimension, value, after, PAGE + 1);
        boolean more = rows.size() > PAGE;
        return new Listed(records.sum(asked.stretches(), dimension, value), more ? rows.subList(0, PAGE) : rows, more);
    }
}
