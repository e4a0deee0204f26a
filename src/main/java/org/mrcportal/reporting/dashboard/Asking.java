package org.mrcportal.reporting.dashboard;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.NotFound;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;

/** What a page of figures asks its reader: days, centres, and common periods one click away. */
@Component
class Asking {

    private final FiguresDesk desk;
    private final Words words;
    private final Clock clock;

    Asking(FiguresDesk desk, Words words, Clock clock) {
        this.desk = desk;
        this.words = words;
        this.clock = clock;
    }

    /** A page of figures and its address for other days. */
    record Page(String path, Function<Address, String> at) {}

    /** A period one click away. */
    record Shortcut(String label, String href, boolean current) {}

    /** Puts the questions on the page; empty: the days that were typed are no period, and the errors say why. */
    Optional<Asked> ask(FiguresForm form, BindingResult result, StaffMember me, Page page, Locale locale, Model model) {
        List<CentreCard> open = desk.centres(me, locale);
        LocalDate today = today(open);
        var period = form.period(today, result);
        Asked asked = Asked.of(me, period.orElse(Period.of(YearMonth.from(today))), open, form.centres());
        model.addAttribute(
                "centres", open.stream().map(c -> Choice.of(c.code(), c.city())).toList());
        model.addAttribute("hasErrors", result.hasErrors());
        model.addAttribute("shortcuts", shortcuts(asked, today, page.at(), locale));
        model.addAttribute("here", page.path());
        return period.map(days -> asked);
    }

    /** @throws NotFound where the days are no period */
    Asked asked(FiguresForm form, BindingResult result, StaffMember me, Locale locale) {
        List<CentreCard> open = desk.centres(me, locale);
        Period period = form.period(today(open), result).orElseThrow(() -> new NotFound("period"));
        return Asked.of(me, period, open, form.centres());
    }

    /** At the first of the reader's centres: the calendar of a place, not of the server. */
    private LocalDate today(List<CentreCard> open) {
        ZoneId zone = open.isEmpty() ? ZoneOffset.UTC : open.getFirst().zone();
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private List<Shortcut> shortcuts(Asked asked, LocalDate today, Function<Address, String> page, Locale locale) {
        YearMonth month = YearMonth.from(today);
        YearMonth quarter = month.minusMonths((month.getMonthValue() - 1) % 3);
        YearMonth year = YearMonth.of(month.getYear(), 1);
        return List.of(
                shortcut("this-month", Period.of(month), asked, page, locale),
                shortcut("last-month", Period.of(month.minusMonths(1)), asked, page, locale),
                shortcut("this-quarter", Period.of(quarter, quarter.plusMonths(2)), asked, page, locale),
                shortcut(
                        "last-quarter", Period.of(quarter.minusMonths(3), quarter.minusMonths(1)), asked, page, locale),
                shortcut("this-year", Period.of(year, year.plusMonths(11)), asked, page, locale),
                shortcut("last-year", Period.of(year.minusYears(1), year.minusMonths(1)), asked, page, locale));
    }

    private Shortcut shortcut(String name, Period period, Asked asked, Function<Address, String> page, Locale locale) {
        return new Shortcut(
                words.say("reporting.shortcut." + name, locale),
                page.apply(asked.address().with(period)),
                period.equals(asked.period()));
    }
}
