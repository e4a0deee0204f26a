package org.mrcportal.reporting.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.counselling.CounsellingFigures.Dimension;
import org.mrcportal.counselling.CounsellingRecords.AppointmentRow;
import org.mrcportal.counselling.CounsellingRecords.ContactRow;
import org.mrcportal.counselling.CounsellingRecords.PersonRow;
import org.mrcportal.reporting.dashboard.Key.Measure;
import org.mrcportal.reporting.dashboard.RecordsDesk.Listed;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The lists behind the numbers. */
@StaffPage
class RecordsController {

    private final Asking asking;
    private final RecordsDesk records;
    private final Words words;

    RecordsController(Asking asking, RecordsDesk records, Words words) {
        this.asking = asking;
        this.records = records;
        this.words = words;
    }

    /**
     * A line of a list.
     *
     * @param when null in lists of persons
     * @param href the record's own page, for those who may open it
     */
    record Line(@Nullable String when, @Nullable String href, List<Field> fields) {}

    record Field(String text, boolean numeric) {}

    @GetMapping("/manage/records")
    String records(
            @ModelAttribute("figures") FiguresForm days,
            BindingResult result,
            @ModelAttribute("records") RecordsForm form,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        Asked asked = asking.asked(days, result, me, locale);
        Measure measure = form.measure();
        Map<Dimension, String> values = form.values();
        Listed<Line> page =
                switch (measure) {
                    case CONTACTS -> {
                        var listed = records.contacts(asked, values, form.position());
                        yield lines(
                                model,
                                listed,
                                r -> contact(r, listed.numbers(), asked, locale),
                                r -> RecordsForm.place(r.startedAt(), r.id().id()));
                    }
                    case APPOINTMENTS -> {
                        var listed = records.appointments(asked, values, form.position());
                        yield lines(
                                model,
                                listed,
                                r -> appointment(r, asked, locale),
                                r -> RecordsForm.place(r.startsAt(), r.id().id()));
                    }
                    case PERSONS -> {
                        var listed = records.persons(asked, values, form.position());
                        yield lines(
                                model,
                                listed,
                                r -> person(r, asked, locale),
                                r -> RecordsForm.place(Instant.EPOCH, r.id().id()));
                    }
                };
        String kind = measure.list();
        model.addAttribute("title", title(kind, page.number(), locale));
        model.addAttribute("hidden", page.number().isHidden());
        model.addAttribute("lines", page.rows());
        model.addAttribute("columns", columns(kind, measure, locale));
        model.addAttribute("period", asked.period().label(locale));
        model.addAttribute(
                "chosen", asked.chosen().stream().map(CentreCard::city).toList());
        model.addAttribute(
                "filters",
                values.entrySet().stream()
                        .map(v -> words.label(v.getKey(), v.getValue(), locale))
                        .toList());
        model.addAttribute("back", asked.address().figures());
        return "reporting/dashboard/records";
    }

    private <T> Listed<Line> lines(Model model, Listed<T> listed, Function<T, Line> line, Function<T, String> place) {
        if (listed.less()) {
            model.addAttribute(
                    "previous", at("before", place.apply(listed.rows().getFirst())));
        }
        if (listed.more()) {
            model.addAttribute("next", at("after", place.apply(listed.rows().getLast())));
        }
        return new Listed<>(listed.number(), listed.rows().stream().map(line).toList(), false, false, null);
    }

    static String at(String parameter, String place) {
        var address = ServletUriComponentsBuilder.fromCurrentRequest()
                .replaceQueryParam("after")
                .replaceQueryParam("before")
                .queryParam(parameter, place)
                .build();
        return address.getPath() + "?" + address.getQuery();
    }

    /** No topic is named in a list. */
    private Line contact(ContactRow row, @Nullable Numbers published, Asked asked, Locale locale) {
        CentreCard centre = asked.centre(row.centre());
        return new Line(
                when(row.startedAt(), centre, locale),
                asked.own() ? "/staff/consultations/" + row.id() : null,
                List.of(
                        code(row.clientCode(), locale),
                        text(centre.city()),
                        text(value(published, row.centre(), Dimension.MODE, row.mode(), locale)),
                        text(row.counsellor())));
    }

    private Line appointment(AppointmentRow row, Asked asked, Locale locale) {
        CentreCard centre = asked.centre(row.centre());
        return new Line(
                when(row.startsAt(), centre, locale),
                null,
                List.of(
                        code(row.clientCode(), locale),
                        text(centre.city()),
                        text(words.code("centres.service.", row.service(), locale)),
                        text(words.code("mode.", row.mode(), locale)),
                        text(words.label(Dimension.APPOINTMENT_STATE, row.state(), locale)),
                        text(row.counsellor())));
    }

    private Line person(PersonRow row, Asked asked, Locale locale) {
        return new Line(
                null,
                null,
                List.of(
                        code(row.clientCode(), locale),
                        text(asked.centre(row.centre()).city()),
                        new Field(words.number(row.contacts(), locale), true)));
    }

    /** What is hidden on the page of figures cannot be counted from the lines of a list. */
    private String value(
            @Nullable Numbers published, CentreId centre, Dimension dimension, String value, Locale locale) {
        return published != null
                        && published.get(Key.of(0, centre, dimension, value)).isHidden()
                ? words.say("reporting.not-shown", locale)
                : words.label(dimension, value, locale);
    }

    private Field code(@Nullable String clientCode, Locale locale) {
        return text(clientCode == null ? words.say("reporting.records.anonymous", locale) : clientCode);
    }

    private static Field text(String text) {
        return new Field(text, false);
    }

    static String when(Instant moment, CentreCard centre, Locale locale) {
        return CentreTime.date(CentreTime.day(moment, centre.zone()), locale) + ", "
                + CentreTime.time(moment, centre.zone());
    }

    private String title(String kind, Figure number, Locale locale) {
        String stem = "reporting.records." + kind;
        return number.number() == null
                ? words.say(stem + ".hidden", locale, words.figure(number, locale))
                : words.say(stem + ".title", locale, number.number());
    }

    private List<String> columns(String kind, Measure measure, Locale locale) {
        List<String> names =
                switch (measure) {
                    case CONTACTS -> List.of("date", "client", "centre", "mode", "counsellor");
                    case APPOINTMENTS -> List.of("date", "client", "centre", "service", "mode", "state", "counsellor");
                    case PERSONS -> List.of("client", "centre", "contacts");
                };
        return names.stream()
                .map(name -> words.say("reporting.column." + name, locale))
                .toList();
    }
}
