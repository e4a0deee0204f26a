package org.mrcportal.outreach.campaign;

import static org.mrcportal.outreach.Typed.isBlank;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.Measure;
import org.mrcportal.outreach.Platform;
import org.mrcportal.outreach.Typed;
import org.mrcportal.shared.WrittenFigure;
import org.springframework.validation.Errors;

/**
 * The figures of one day, as typed; what is left empty was not told.
 *
 * @param takenOn the day the platform said them
 * @param correcting the day whose figures are being corrected: what is left empty is taken away there
 */
record SnapshotForm(
        @Nullable String takenOn,
        @Nullable String reach,
        @Nullable String impressions,
        @Nullable String views,
        @Nullable String reactions,
        @Nullable String comments,
        @Nullable String shares,
        @Nullable String saves,
        @Nullable String clicks,
        @Nullable String spend,
        @Nullable String currency,
        @Nullable String correcting) {

    static SnapshotForm blank(LocalDate today, @Nullable String currency) {
        return new SnapshotForm(today.toString(), null, null, null, null, null, null, null, null, null, currency, null);
    }

    static SnapshotForm of(Snapshot known) {
        Map<Measure, Long> figures = known.figures();
        return new SnapshotForm(
                known.takenOn().toString(),
                text(figures, Measure.REACH),
                text(figures, Measure.IMPRESSIONS),
                text(figures, Measure.VIEWS),
                text(figures, Measure.REACTIONS),
                text(figures, Measure.COMMENTS),
                text(figures, Measure.SHARES),
                text(figures, Measure.SAVES),
                text(figures, Measure.CLICKS),
                known.spend() == null ? null : known.spend().toPlainString(),
                known.currency(),
                known.takenOn().toString());
    }

    void check(Errors errors, Platform platform, LocalDate postedOn, LocalDate today) {
        LocalDate day = Typed.day(takenOn).orElse(null);
        if (day == null || day.isAfter(today) || day.isBefore(postedOn)) {
            errors.rejectValue("takenOn", "outreach.snapshot.takenOn.wrong");
        }
        boolean any = false;
        for (Measure measure : Measure.values()) {
            String text = typed(measure);
            if (isBlank(text)) {
                continue;
            }
            any = true;
            if (measure == Measure.REACH && !platform.tellsReach()) {
                errors.rejectValue(measure.column(), "outreach.snapshot.reach.telegram");
            } else if (WrittenFigure.count(String.valueOf(text)).isEmpty()) {
                errors.rejectValue(measure.column(), "outreach.snapshot.number.wrong");
            }
        }
        if (!isBlank(spend)) {
            any = true;
            if (WrittenFigure.sum(String.valueOf(spend)).isEmpty()) {
                errors.rejectValue("spend", "outreach.money.wrong");
            }
            if (currency == null || !CampaignForm.CURRENCIES.contains(currency)) {
                errors.rejectValue("currency", "outreach.money.currency.missing");
            }
        }
        if (!any) {
            errors.rejectValue(platform.tellsReach() ? "reach" : "views", "outreach.snapshot.nothing");
        }
    }

    /** @throws NullPointerException where {@link #check} found errors */
    Snapshot snapshot() {
        Map<Measure, Long> figures = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            String text = typed(measure);
            if (!isBlank(text)) {
                figures.put(measure, WrittenFigure.count(String.valueOf(text)).orElseThrow());
            }
        }
        return new Snapshot(
                Typed.day(takenOn).orElseThrow(),
                figures,
                isBlank(spend) ? null : WrittenFigure.sum(String.valueOf(spend)).orElseThrow(),
                isBlank(spend) ? null : currency);
    }

    boolean corrects(LocalDate day) {
        return day.equals(Typed.day(correcting).orElse(null));
    }

    private @Nullable String typed(Measure measure) {
        return switch (measure) {
            case REACH -> reach;
            case IMPRESSIONS -> impressions;
            case VIEWS -> views;
            case REACTIONS -> reactions;
            case COMMENTS -> comments;
            case SHARES -> shares;
            case SAVES -> saves;
            case CLICKS -> clicks;
        };
    }

    private static @Nullable String text(Map<Measure, Long> figures, Measure measure) {
        Long figure = figures.get(measure);
        return figure == null ? null : figure.toString();
    }
}
