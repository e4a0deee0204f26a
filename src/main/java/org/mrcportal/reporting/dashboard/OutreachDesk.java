package org.mrcportal.reporting.dashboard;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.EarlierTotals.EarlierTotal;
import org.mrcportal.outreach.OutreachFigures;
import org.mrcportal.outreach.OutreachFigures.Dimension;
import org.mrcportal.outreach.OutreachFigures.Reach;
import org.mrcportal.outreach.OutreachRecords;
import org.mrcportal.outreach.OutreachRecords.Place;
import org.mrcportal.outreach.OutreachRecords.Selection;
import org.mrcportal.outreach.OutreachRecords.SessionRow;
import org.mrcportal.outreach.OutreachRecords.Totals;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What managers read of outreach: its figures, and the sessions behind them. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('CENTRE_MANAGER', 'NETWORK_MANAGER')")
class OutreachDesk {

    static final int PAGE = 50;

    private final OutreachFigures figures;
    private final OutreachRecords records;
    private final FiguresDesk others;
    private final Clock clock;

    OutreachDesk(OutreachFigures figures, OutreachRecords records, FiguresDesk others, Clock clock) {
        this.figures = figures;
        this.records = records;
        this.others = others;
        this.clock = clock;
    }

    /**
     * The figures as this reader may see them.
     *
     * @param earlier what the chosen centres had published before the portal
     */
    record Overview(
            Asked asked, OutreachNumbers numbers, List<Reach> reach, List<EarlierTotal> earlier, Instant asOf) {}

    Overview overview(Asked asked) {
        var stretches = asked.stretchesWithBefore();
        return new Overview(
                asked,
                OutreachNumbers.of(figures.withBookings(stretches), asked),
                figures.reach(stretches),
                others.earlier(asked),
                clock.instant());
    }

    private OutreachNumbers numbers(Asked asked) {
        return OutreachNumbers.of(figures.over(asked.stretchesWithBefore()), asked);
    }

    /**
     * A page of sessions.
     *
     * @param totals of all of them; null: not shown to this reader, and there are no rows either
     */
    record Listed(@Nullable Totals totals, List<SessionRow> rows, boolean more) {}

    /** Where the number is not shown, its sessions are not either. */
    Listed sessions(Asked asked, Map<Dimension, String> values, @Nullable Place after) {
        if (!asked.own() && !published(asked, values)) {
            return new Listed(null, List.of(), false);
        }
        Selection selection = new Selection(asked.stretches(), values);
        List<SessionRow> rows = records.sessions(selection, after, PAGE + 1);
        boolean more = rows.size() > PAGE;
        return new Listed(records.totals(selection), more ? rows.subList(0, PAGE) : rows, more);
    }

    /** Only what the page of figures shows: anything finer could be small. */
    private boolean published(Asked asked, Map<Dimension, String> values) {
        if (values.isEmpty()) {
            return true;
        }
        if (values.size() > 1) {
            return false;
        }
        var only = values.entrySet().iterator().next();
        Key key = only.getValue().equals(Dimension.ALL_PLACES)
                ? Key.total(0, null, only.getKey().counted())
                : Key.of(0, null, only.getKey(), only.getValue());
        return !numbers(asked).get(key).isHidden();
    }
}
