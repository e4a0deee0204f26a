package org.mrcportal.reporting.dashboard;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.reintegration.CaseFigures.Dimension;
import org.mrcportal.reintegration.CaseRecords.CaseRow;
import org.mrcportal.reintegration.CaseRecords.Place;
import org.mrcportal.reporting.dashboard.CasesDesk.Listed;
import org.mrcportal.reporting.dashboard.RecordsController.Field;
import org.mrcportal.reporting.dashboard.RecordsController.Line;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The cases behind a number of casework. */
@StaffPage
class CaseRecordsController {

    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{1,40}");
    private static final Pattern PLACE = Pattern.compile("(-?[0-9]{1,12}(?:\\.[0-9]{1,30})?)_([0-9a-fA-F-]{36})");

    /** What has a day, and no time of the day. */
    private static final Set<Dimension> ON_DAYS =
            EnumSet.of(Dimension.KIND, Dimension.ASKED, Dimension.TOLD, Dimension.TOLD_FIRST, Dimension.TOLD_AGAIN);

    private final CasesDesk desk;
    private final Asking asking;
    private final CaseWords labels;
    private final Words words;

    CaseRecordsController(CasesDesk desk, Asking asking, CaseWords labels, Words words) {
        this.desk = desk;
        this.asking = asking;
        this.labels = labels;
        this.words = words;
    }

    /**
     * A page of the list, the first without {@code after}.
     *
     * @param measure such as {@code open}
     * @param by what it is broken down by, where there are several; such as {@code open_state}
     */
    @GetMapping("/manage/cases/{measure}")
    String records(
            @PathVariable String measure,
            @RequestParam @Nullable String by,
            @RequestParam @Nullable String value,
            @RequestParam @Nullable String after,
            @ModelAttribute("figures") FiguresForm days,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        Dimension dimension = dimension(measure, by);
        Asked asked = asking.asked(days, result, me, locale);
        String code = value == null || value.isEmpty() ? null : value;
        if (code != null && !VALUE.matcher(code).matches()) {
            throw new NotFound("value");
        }
        Listed listed = desk.records(asked, dimension, code, place(after));
        model.addAttribute(
                "title",
                words.say(
                        "reporting.cases.list." + measure, locale, listed.sum().number()));
        model.addAttribute("hidden", false);
        model.addAttribute(
                "lines",
                listed.rows().stream()
                        .map(row -> line(row, dimension, asked, locale))
                        .toList());
        model.addAttribute("columns", columns(dimension, locale));
        model.addAttribute("period", asked.period().label(locale));
        model.addAttribute(
                "chosen", asked.chosen().stream().map(CentreCard::city).toList());
        model.addAttribute("filters", code == null ? List.of() : List.of(filter(listed, dimension, code, locale)));
        model.addAttribute("about", about(listed, dimension, locale));
        if (listed.more()) {
            CaseRow last = listed.rows().getLast();
            model.addAttribute("next", RecordsController.at("after", last.rank().toPlainString() + "_" + last.id()));
        }
        model.addAttribute("back", asked.address().cases());
        return "reporting/dashboard/records";
    }

    private static Dimension dimension(String measure, @Nullable String by) {
        return Arrays.stream(Dimension.values())
                .filter(d -> word(d.counted()).equals(measure))
                .filter(d -> by == null ? d.isFirst() : word(d).equals(by))
                .findFirst()
                .orElseThrow(() -> new NotFound("list"));
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    private String filter(Listed listed, Dimension dimension, String code, Locale locale) {
        String name = listed.rows().isEmpty() ? null : listed.rows().getFirst().name();
        return name == null ? labels.label(dimension, code, locale) : name;
    }

    /** What the list says of the number it was opened from, or null. */
    private @Nullable String about(Listed listed, Dimension dimension, Locale locale) {
        return switch (dimension) {
            case KEPT -> words.say("reporting.cases.about.kept", locale);
            case KIND ->
                listed.sum().money().isEmpty()
                        ? null
                        : words.say(
                                "reporting.cases.about.money",
                                locale,
                                labels.money(listed.sum().money().entrySet(), locale));
            case STAGE, SERVED -> words.say("reporting.cases.about.days", locale);
            case ROUND -> words.say("reporting.cases.sustainability.text", locale);
            case OPEN_PERSON, NEW_PERSON -> words.say("reporting.cases.about.persons", locale);
            case ASKED, TOLD, TOLD_FIRST, TOLD_AGAIN -> words.say("reporting.cases.about.told", locale);
            default -> null;
        };
    }

    private List<String> columns(Dimension dimension, Locale locale) {
        List<String> names = new ArrayList<>(List.of("date", "centre", "case", "client", "value"));
        switch (dimension) {
            case STAGE, SERVED -> names.add("days");
            case KIND -> names.add("sum");
            case ROUND -> names.addAll(List.of("first", "again"));
            default -> {}
        }
        return names.stream()
                .map(name -> words.say("reporting.column." + name, locale))
                .toList();
    }

    private Line line(CaseRow row, Dimension dimension, Asked asked, Locale locale) {
        CentreCard centre = asked.centre(row.centre());
        String name = row.name();
        List<Field> fields = new ArrayList<>(Stream.of(
                        centre.city(),
                        Reference.grouped(row.reference()),
                        row.clientCode(),
                        name == null ? labels.label(dimension, row.value(), locale) : name)
                .map(text -> new Field(text, false))
                .toList());
        BigDecimal amount = row.amount();
        BigDecimal earlier = row.earlier();
        String currency = row.currency();
        if (amount != null && currency != null) {
            fields.add(new Field(words.money(amount, currency, locale), true));
        } else if (amount != null && earlier != null) {
            fields.add(new Field(labels.score(earlier.doubleValue(), locale), true));
            fields.add(new Field(labels.score(amount.doubleValue(), locale), true));
        } else if (amount != null && dimension != Dimension.ANSWER) {
            fields.add(new Field(words.days(amount.doubleValue(), locale), true));
        }
        String when = ON_DAYS.contains(dimension)
                ? CentreTime.date(CentreTime.day(row.at(), centre.zone()), locale)
                : RecordsController.when(row.at(), centre, locale);
        return new Line(when, "/staff/cases/" + row.file(), fields);
    }

    private static @Nullable Place place(@Nullable String after) {
        if (after == null || after.isEmpty()) {
            return null;
        }
        var place = PLACE.matcher(after);
        if (!place.matches()) {
            throw new NotFound("place");
        }
        try {
            return new Place(new BigDecimal(place.group(1)), UUID.fromString(place.group(2)));
        } catch (IllegalArgumentException e) {
            throw new NotFound("place");
        }
    }
}
