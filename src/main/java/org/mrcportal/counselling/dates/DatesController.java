package org.mrcportal.counselling.dates;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.PublicPage;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Days a person must not miss, as a calendar file or a card. They come in the body of a request, never in an address, and
 * go back in the answer: nothing is kept, hence nothing changes and no redirect follows.
 */
@PublicPage
@RequestMapping("/dates")
class DatesController {

    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);

    /** Somewhere it is still yesterday. */
    private static final ZoneOffset LAST_OF_ALL = ZoneOffset.ofHours(-12);

    private final DatesFile file;
    private final MessageSource messages;
    private final Clock clock;

    DatesController(DatesFile file, MessageSource messages, Clock clock) {
        this.file = file;
        this.messages = messages;
        this.clock = clock;
    }

    /** A day on the card, in the reader's words. */
    record CardDay(String title, String day, List<String> reminders) {}

    @GetMapping
    String ask(Model model, Locale locale) {
        model.addAttribute("dates", DatesForm.EMPTY);
        return page(model, locale);
    }

    @PostMapping
    Object make(
            @ModelAttribute("dates") DatesForm form,
            BindingResult result,
            @RequestParam(name = "as", required = false) @Nullable String as,
            @RequestParam(name = "switch", required = false) @Nullable String otherLanguage,
            Model model,
            Locale locale) {
        if (otherLanguage != null) {
            return page(model, locale);
        }
        form.check(result, LocalDate.ofInstant(clock.instant(), LAST_OF_ALL));
        if (result.hasErrors()) {
            return page(model.addAttribute("hasErrors", true), locale);
        }
        if ("file".equals(as)) {
            return ResponseEntity.ok()
                    .contentType(CALENDAR)
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            ContentDisposition.attachment()
                                    .filename("dates.ics")
                                    .build()
                                    .toString())
                    .body(file.of(form, locale));
        }
        model.addAttribute(
                "days", form.days().stream().map(day -> card(day, form, locale)).toList());
        return "counselling/dates/card";
    }

    private CardDay card(DatesForm.Day day, DatesForm form, Locale locale) {
        return new CardDay(
                file.title(day, form.plain(), locale),
                CentreTime.date(day.on(), locale),
                DatesFile.DAYS_BEFORE.stream()
                        .map(before -> CentreTime.date(day.on().minusDays(before), locale))
                        .toList());
    }

    private String page(Model model, Locale locale) {
        model.addAttribute(
                "wordings",
                DatesForm.WORDINGS.stream()
                        .map(wording -> Choice.of(
                                wording, messages.getMessage("counselling.dates.wording." + wording, null, locale)))
                        .toList());
        model.addAttribute("switchForm", "step");
        return "counselling/dates/dates";
    }
}
