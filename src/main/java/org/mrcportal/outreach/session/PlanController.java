package org.mrcportal.outreach.session;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.outreach.OutreachLabels;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.session.PlanSheets.Sheet;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.StaffPage;
import org.mrcportal.shared.Tick;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form a session is planned with, and the days of a series before they are planned. */
@StaffPage
@RequestMapping("/staff/sessions")
class PlanController {

    private static final String PUBLISH = "PUBLISH";

    private final PlanDesk desk;
    private final PlanSheets sheets;
    private final SessionCodes codes;
    private final OutreachLabels labels;
    private final MessageSource messages;
    private final Clock clock;

    PlanController(
            PlanDesk desk,
            PlanSheets sheets,
            SessionCodes codes,
            OutreachLabels labels,
            MessageSource messages,
            Clock clock) {
        this.desk = desk;
        this.sheets = sheets;
        this.codes = codes;
        this.labels = labels;
        this.messages = messages;
        this.clock = clock;
    }

    @InitBinder
    void forgiveForgedTicks(WebDataBinder binder) {
        binder.registerCustomEditor(Boolean.class, new Tick());
    }

    /** A day of a series in the reader's words. */
    record DayLine(
            String day,
            String label,
            boolean closed,
            @Nullable String holiday) {}

    @GetMapping("/new")
    String blank(
            @RequestParam(required = false) @Nullable String centre,
            @RequestParam(required = false) @Nullable String copy,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        Sheet sheet =
                copy == null ? desk.blank(me, centre, locale) : desk.copy(SessionController.session(copy), locale);
        return page(sheet, locale, model);
    }

    /**
     * Plans one session or, once its days are agreed to, a series.
     *
     * @param agreed the days of the series that were ticked
     * @param act AGREE: the days were shown; AGAIN: the form is asked for once more
     */
    @PostMapping("/new")
    String plan(
            @ModelAttribute("plan") SessionForm form,
            BindingResult result,
            @RequestParam(name = "agreed", required = false) @Nullable List<String> agreed,
            @RequestParam(required = false) @Nullable String act,
            @RequestParam(required = false) @Nullable String then,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        Sheet sheet = desk.again(me, form, null, locale);
        if ("AGAIN".equals(act)) {
            return page(sheet, locale, model);
        }
        if (refused(sheet, result)) {
            return page(sheet, locale, model.addAttribute("hasErrors", true));
        }
        List<LocalDate> days = null;
        if (form.repeats()) {
            days = agreed == null
                    ? List.of()
                    : form.days().stream()
                            .filter(day -> agreed.contains(day.toString()))
                            .toList();
            if (!"AGREE".equals(act) || days.isEmpty()) {
                return series(sheet, "AGREE".equals(act), locale, model);
            }
        }
        SessionId first = planned(me, sheet, form, days, PUBLISH.equals(then));
        redirect.addFlashAttribute("notice", days == null ? "sessions.staff.planned" : "sessions.staff.planned.series");
        return "redirect:/staff/sessions/" + first;
    }

    /** Of a form sent twice at once, the slower one finds the faster one's session. */
    private SessionId planned(
            StaffMember me, Sheet sheet, SessionForm form, @Nullable List<LocalDate> days, boolean publish) {
        try {
            return desk.plan(me, sheet.centre(), form, days, publish);
        } catch (DataIntegrityViolationException sentTwice) {
            return desk.plan(me, sheet.centre(), form, days, publish);
        }
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable String id, Locale locale, Model model) {
        return page(desk.edit(SessionController.session(id), locale), locale, model);
    }

    @PostMapping("/{id}/edit")
    String change(
            @PathVariable String id,
            @ModelAttribute("plan") SessionForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        SessionId session = SessionController.session(id);
        Sheet sheet = desk.again(me, form, session, locale);
        if (sheet.onRecord() != null && sheet.onRecord().state() == SessionState.CANCELLED) {
            redirect.addFlashAttribute("notice", "sessions.staff.change.cancelled");
            return "redirect:/staff/sessions/{id}";
        }
        if (!refused(sheet, result)) {
            try {
                int changed = desk.change(session, sheet.centre(), form);
                redirect.addFlashAttribute(
                        "notice", changed > 1 ? "sessions.staff.changed.series" : "sessions.staff.changed");
                return "redirect:/staff/sessions/{id}";
            } catch (PlanDesk.PlacesTaken taken) {
                result.rejectValue("capacity", "sessions.form.capacity.taken", new Object[] {taken.taken()}, null);
            } catch (DataIntegrityViolationException meanwhile) {
                result.rejectValue("capacity", "sessions.form.capacity.meanwhile");
            }
        }
        return page(sheet, locale, model.addAttribute("hasErrors", true));
    }

    private boolean refused(Sheet sheet, BindingResult result) {
        boolean held = sheet.onRecord() != null && sheet.onRecord().state() == SessionState.HELD;
        PlanCheck.check(sheet.form(), result, sheet.centre(), clock.instant(), held, sheets.known(sheet));
        return result.hasErrors();
    }

    private String series(Sheet sheet, boolean noneTicked, Locale locale, Model model) {
        List<DayLine> days = desk.days(sheet.centre(), sheet.form()).stream()
                .map(day -> new DayLine(
                        day.day().toString(),
                        CentreTime.weekday(day.day().getDayOfWeek(), locale) + ", "
                                + CentreTime.date(day.day(), locale),
                        day.closed(),
                        day.holiday()))
                .toList();
        model.addAttribute("days", days);
        model.addAttribute("noneTicked", noneTicked);
        model.addAttribute("sheet", sheet);
        model.addAttribute("fields", sheet.form().fields());
        return "outreach/session/series";
    }

    private String page(Sheet sheet, Locale locale, Model model) {
        if (!model.containsAttribute("plan")) {
            model.addAttribute("plan", sheet.form());
        }
        PlanSheets.OnRecord onRecord = sheet.onRecord();
        boolean isNew = onRecord == null;
        String own = onRecord == null ? "" : "/" + onRecord.id();
        model.addAttribute("sheet", sheet);
        model.addAttribute("action", "/staff/sessions" + (isNew ? "/new" : own + "/edit"));
        model.addAttribute("topicChoices", codes.topicChoices(locale));
        model.addAttribute("audienceChoices", codes.audienceChoices(locale));
        model.addAttribute("languageChoices", codes.languageChoices(locale));
        model.addAttribute("placeChoices", named(SessionForm.PLACES, "sessions.form.where.", locale));
        model.addAttribute(
                "settlementChoices",
                List.of("URBAN", "RURAL").stream()
                        .map(code -> Choice.of(code, labels.settlement(code, locale)))
                        .toList());
        model.addAttribute(
                "repeatChoices",
                named(Arrays.stream(Recurrence.values()).map(Enum::name).toList(), "sessions.form.repeat.", locale));
        model.addAttribute(
                "back", isNew ? "/staff/sessions?centre=" + sheet.centre().code() : "/staff/sessions" + own);
        return "outreach/session/plan";
    }

    private List<Choice> named(List<String> codes, String prefix, Locale locale) {
        return codes.stream()
                .map(code -> Choice.of(code, messages.getMessage(prefix + code, null, locale)))
                .toList();
    }
}
