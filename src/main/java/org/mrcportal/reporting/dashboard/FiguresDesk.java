package org.mrcportal.reporting.dashboard;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.centres.EarlierTotals;
import org.mrcportal.centres.EarlierTotals.EarlierTotal;
import org.mrcportal.counselling.CounsellingFigures;
import org.mrcportal.counselling.FeedbackAlerts;
import org.mrcportal.outreach.OutreachFigures;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What managers read: the figures of their centres. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('CENTRE_MANAGER', 'NETWORK_MANAGER')")
class FiguresDesk {

    private final Centres centres;
    private final EarlierTotals earlierTotals;
    private final CounsellingFigures figures;
    private final OutreachFigures outreachFigures;
    private final FeedbackAlerts alerts;
    private final Clock clock;

    FiguresDesk(
            Centres centres,
            EarlierTotals earlierTotals,
            CounsellingFigures figures,
            OutreachFigures outreachFigures,
            FeedbackAlerts alerts,
            Clock clock) {
        this.centres = centres;
        this.earlierTotals = earlierTotals;
        this.figures = figures;
        this.outreachFigures = outreachFigures;
        this.alerts = alerts;
        this.clock = clock;
    }

    /**
     * The figures as this reader may see them.
     *
     * @param earlier what the chosen centres had published before the portal
     */
    record Overview(Asked asked, Numbers numbers, List<EarlierTotal> earlier, Instant asOf) {}

    /** The centres of the reader's scope. */
    List<CentreCard> centres(StaffMember me, Locale locale) {
        return Workplaces.of(me, centres, locale).choices();
    }

    /**
     * What stands on the first page.
     *
     * @param moneyAlerts how often people said that money was asked for, and nobody has dealt with it
     */
    record FirstPage(Overview overview, OutreachNumbers outreach, long moneyAlerts) {}

    FirstPage firstPage(Asked asked) {
        OutreachNumbers outreach = OutreachNumbers.of(outreachFigures.over(asked.stretchesWithBefore()), asked);
        return new FirstPage(overview(asked), outreach, moneyAlerts());
    }

    Overview overview(Asked asked) {
        Instant asOf = clock.instant();
        return new Overview(asked, numbers(asked), earlier(asked), asOf);
    }

    List<EarlierTotal> earlier(Asked asked) {
        return earlierTotals.all().stream()
                .filter(total ->
                        asked.chosen().stream().anyMatch(centre -> centre.id().equals(total.centre())))
                .toList();
    }

    /** How often people said that money was asked for, and nobody has dealt with it. */
    long moneyAlerts() {
        return alerts.open();
    }

    Numbers numbers(Asked asked) {
        var counted = figures.over(asked.stretchesWithBefore());
        return asked.own() ? Numbers.all(counted) : Numbers.published(counted, asked.everyCentre());
    }
}
