package org.mrcportal.counselling.appointment;

import jakarta.validation.Valid;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.clients.KnownPeople;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.availability.FreeTime;
import org.mrcportal.counselling.talk.TalkLanguages;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The one page on which staff book for somebody. */
@StaffPage
@RequestMapping("/staff/appointments/new")
class StaffBookingController {

    private static final String PAGE = "counselling/appointment/new";

    private final StaffBookingDesk desk;
    private final Choices choices;
    private final TalkLanguages languages;
    private final MessageSource messages;

    StaffBookingController(StaffBookingDesk desk, Choices choices, TalkLanguages languages, MessageSource messages) {
        this.desk = desk;
        this.choices = choices;
        this.languages = languages;
        this.messages = messages;
    }

    @GetMapping
    String blank(
            @RequestParam(required = false) @Nullable String centre,
            @RequestParam(required = false) @Nullable String client,
            @RequestParam(required = false) @Nullable String counsellor,
            @RequestParam(required = false) @Nullable String service,
            @RequestParam(required = false) @Nullable String day,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        StaffBookingForm form = StaffBookingForm.blank(centre, client, counsellor, service, day);
        if (client != null && !client.isBlank() && form.known().isEmpty()
                || counsellor != null && !counsellor.isBlank() && form.with().isEmpty()) {
            throw new NotFound("nobody");
        }
        StaffBookingDesk.Sheet sheet = desk.sheet(me, form, locale);
        StaffBookingForm spoken = form.inLanguage(spoken(sheet));
        model.addAttribute("booking", spoken);
        model.addAttribute("focus", "service");
        return page(service == null ? sheet : desk.sheet(me, spoken, locale), spoken, me, locale, model);
    }

    /** Shows the page again with the times for what is chosen now; nothing is written, and nothing typed is lost. */
    @PostMapping("/times")
    String times(
            @ModelAttribute("booking") StaffBookingForm form,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        return page(desk.sheet(me, form, locale), form, me, locale, model);
    }

    @PostMapping
    ModelAndView book(
            @Valid @ModelAttribute("booking") StaffBookingForm form,
            BindingResult result,
            @RequestParam(required = false) @Nullable String allTheSame,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        StaffBookingDesk.Sheet sheet = desk.sheet(me, form, locale);
        form.check(result, sheet.centre(), sheet.client() != null);
        offered(form, sheet, result);
        if (form.overbooks()) {
            form.checkOverbooking(result, sheet.centre().zone());
        }
        List<KnownPeople.Known> alike = result.hasErrors() ? List.of() : desk.alike(sheet.centre(), form);
        if (!alike.isEmpty()) {
            model.addAttribute("lookalikes", alike);
            return new ModelAndView(page(sheet, form, me, locale, model));
        }
        if (!result.hasErrors()) {
            try {
                AppointmentId made = once(() -> form.overbooks()
                        ? desk.overbook(me, form, locale)
                        : desk.book(me, form, TimePage.passes(me, allTheSame), locale));
                return new ModelAndView("redirect:/staff/appointments/" + made + "/booked");
            } catch (TooManyBookings reached) {
                TimePage.limit(model, reached, me);
                return new ModelAndView(page(sheet, form, me, locale, model), HttpStatus.CONFLICT);
            } catch (TimeGone gone) {
                Optional<AppointmentId> bySameForm = desk.made(form);
                if (bySameForm.isPresent()) {
                    return new ModelAndView("redirect:/staff/appointments/" + bySameForm.get() + "/booked");
                }
                result.rejectValue(
                        form.overbooks() ? "overTime" : "time",
                        form.overbooks() ? "counselling.desk.overbook.past" : "counselling.time.gone");
                sheet = desk.sheet(me, form, locale);
                model.addAttribute("hasErrors", true);
                return new ModelAndView(page(sheet, form, me, locale, model), HttpStatus.CONFLICT);
            }
        }
        model.addAttribute("hasErrors", true);
        return new ModelAndView(page(sheet, form, me, locale, model));
    }

    /** The loser of a race between two sendings of one form looks again, in a new transaction. */
    private static AppointmentId once(Supplier<AppointmentId> booking) {
        try {
            return booking.get();
        } catch (DataIntegrityViolationException twice) {
            return again(booking);
        }
    }

    /** The key of a form that belongs to another centre is forged. */
    private static AppointmentId again(Supplier<AppointmentId> booking) {
        try {
            return booking.get();
        } catch (DataIntegrityViolationException taken) {
            throw new NotFound("a form of somebody else");
        }
    }

    /** What the centre does not offer cannot have been chosen on the page. */
    private static void offered(StaffBookingForm form, StaffBookingDesk.Sheet sheet, BindingResult result) {
        Answers answers = form.answers();
        if (answers.service() != null
                && sheet.services().stream().noneMatch(service -> service.code().equals(answers.service()))) {
            result.rejectValue("service", "counselling.desk.service.missing");
        }
        if (answers.language() != null && !sheet.languages().contains(answers.language())) {
            result.rejectValue("language", "counselling.language.missing");
        }
    }

    /** What the person speaks, or else most people there. */
    private static String spoken(StaffBookingDesk.Sheet sheet) {
        ClientSummary client = sheet.client();
        String likely = client != null
                ? client.language()
                : switch (sheet.centre().country()) {
                    case "UZ" -> Language.UZ.code();
                    case "TJ" -> Language.TG.code();
                    case "KG" -> Language.KY.code();
                    default -> Language.RU.code();
                };
        return sheet.languages().contains(likely) || sheet.languages().isEmpty()
                ? likely
                : sheet.languages().getFirst();
    }

    private String page(
            StaffBookingDesk.Sheet sheet, StaffBookingForm form, StaffMember me, Locale locale, Model model) {
        CentreCard centre = sheet.centre();
        List<FreeTime> free = sheet.free();
        LocalDate from = TimePage.from(form.from() == null ? form.day() : form.from(), form.choice(), centre);
        TimePage.show(model, centre, free == null ? List.of() : free, form.choice(), from, null, locale);
        model.addAttribute("answered", free != null);
        model.addAttribute("client", sheet.client());
        model.addAttribute("centres", codes(sheet.choices()));
        model.addAttribute("services", choices.services(sheet.services(), locale));
        model.addAttribute("modes", choices.modes(locale));
        model.addAttribute(
                "talkLanguages",
                sheet.languages().stream()
                        .map(code -> Choice.of(code, languages.name(code, locale)))
                        .toList());
        model.addAttribute("sexes", choices.sexes(locale));
        model.addAttribute(
                "wishes",
                Answers.NEEDS.stream()
                        .map(need -> Choice.of(need, text("counselling.board.need." + need, locale)))
                        .toList());
        model.addAttribute("counsellors", sheet.counsellors());
        model.addAttribute(
                "anybody",
                Stream.concat(
                                Stream.of(Choice.of("", text("counselling.desk.anybody", locale))),
                                sheet.counsellors().stream())
                        .toList());
        model.addAttribute("mayOverbook", me.is(Role.CENTRE_MANAGER));
        model.addAttribute("back", "/staff/calendar?centre=" + centre.code());
        return PAGE;
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    private static List<Choice> codes(List<CentreCard> centres) {
        return centres.stream()
                .map(centre -> Choice.of(centre.code(), Objects.requireNonNull(centre.name())))
                .toList();
    }
}
