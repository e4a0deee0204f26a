package org.mrcportal.reporting.dashboard;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.outreach.CampaignId;
import org.mrcportal.outreach.Measure;
import org.mrcportal.outreach.OutreachFigures.Reach;
import org.mrcportal.outreach.OutreachLabels;
import org.mrcportal.outreach.Platform;
import org.mrcportal.reporting.dashboard.OutreachDesk.Overview;
import org.mrcportal.reporting.dashboard.Table.Cell;
import org.mrcportal.reporting.dashboard.Table.Row;
import org.mrcportal.reporting.indicator.Indicator;
import org.springframework.stereotype.Component;

/** Reach as a table: what posts of campaigns brought, against what was hoped for. */
@Component
class ReachTable {

    private final Words words;
    private final OutreachLabels labels;

    ReachTable(Words words, OutreachLabels labels) {
        this.words = words;
        this.labels = labels;
    }

    private record Told(CampaignId campaign, Platform platform, Measure measure) {}

    /** One line a measure of a campaign on a platform; nothing is added up over platforms or campaigns. */
    Table of(Overview overview, List<Reach> told, Locale locale) {
        Map<Told, @Nullable Reach[]> lines = new LinkedHashMap<>();
        for (Reach reach : told) {
            Told line = new Told(reach.campaign(), reach.platform(), reach.measure());
            lines.computeIfAbsent(line, l -> new Reach[2])[reach.period()] = reach;
        }
        List<Row> rows = lines.entrySet().stream()
                .map(e -> reachLine(e.getKey(), e.getValue()[0], e.getValue()[1], overview.asked(), locale))
                .toList();
        return new Table(
                "reach",
                words.say(Indicator.REACH.nameKey(), locale),
                Indicator.REACH.anchor(),
                words.say("reporting.subject.reach", locale),
                List.of(),
                List.of(
                        words.say("reporting.now", locale),
                        words.say("reporting.before", locale),
                        words.say("reporting.outreach.reach.target", locale),
                        words.say("reporting.outreach.reach.days", locale)),
                rows,
                overview.asked().address().outreachTable("reach"));
    }

    private Row reachLine(Told line, @Nullable Reach now, @Nullable Reach before, Asked asked, Locale locale) {
        Reach any = Objects.requireNonNull(now == null ? before : now);
        String measure = line.measure() == Measure.REACH
                ? words.say("reporting.outreach.reach.widest", locale)
                : labels.measure(line.measure(), locale);
        String label = String.join(" · ", any.name(), labels.platform(line.platform(), locale), measure);
        String campaign = asked.own() ? "/staff/campaigns/" + line.campaign() : null;
        return new Row(
                line.campaign() + " " + line.platform() + " " + line.measure(),
                label,
                null,
                List.of(
                        reached(now, campaign, locale),
                        reached(before, campaign, locale),
                        target(now, locale),
                        days(now, locale)));
    }

    private Cell reached(@Nullable Reach reach, @Nullable String href, Locale locale) {
        Long number = reach == null ? null : reach.number();
        return number == null ? Cell.NOTHING : new Cell(words.number(number, locale), number.toString(), href, false);
    }

    private Cell target(@Nullable Reach reach, Locale locale) {
        Long target = reach == null ? null : reach.target();
        if (reach == null || target == null) {
            return Cell.NOTHING;
        }
        long reached = reach.number() == null ? 0 : reach.number();
        String text = words.number(target, locale) + " ("
                + words.percent(Math.floor(100.0 * reached / target) / 100, locale) + ")";
        return new Cell(text, target.toString(), null, false);
    }

    private static Cell days(@Nullable Reach reach, Locale locale) {
        LocalDate first = reach == null ? null : reach.firstDay();
        LocalDate last = reach == null ? null : reach.lastDay();
        if (first == null || last == null) {
            return Cell.NOTHING;
        }
        return first.equals(last)
                ? new Cell(CentreTime.date(last, locale), last.toString(), null, false)
                : new Cell(
                        CentreTime.date(first, locale) + " – " + CentreTime.date(last, locale),
                        first + "/" + last,
                        null,
                        false);
    }
}
