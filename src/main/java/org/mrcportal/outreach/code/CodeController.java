package org.mrcportal.outreach.code;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.ShortCode;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.QrCode;
import org.mrcportal.shared.StaffPage;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Short codes: the list, a new one, and the sheet to print with what came by it. */
@StaffPage
class CodeController {

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final CodeDesk desk;
    private final MessageSource messages;
    private final String site;

    CodeController(CodeDesk desk, MessageSource messages, @Value("${portal.public-address}") String site) {
        this.desk = desk;
        this.messages = messages;
        this.site = site;
    }

    /** A registration or a visit that came by a code, in the reader's words; {@code href} null: not the reader's to open. */
    record Came(String when, @Nullable String href, String state) {}

    @GetMapping("/staff/codes")
    String list(
            @RequestParam(required = false) @Nullable String centre,
            @RequestParam(required = false) @Nullable String before,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        CodeDesk.Lines lines = desk.lines(me, centre, moment(before), locale);
        model.addAttribute("list", lines);
        model.addAttribute(
                "next",
                lines.older() == null
                        ? null
                        : "/staff/codes?centre=" + lines.centre().code() + "&before=" + lines.older());
        return "outreach/code/list";
    }

    @GetMapping("/staff/codes/new")
    String blank(
            @RequestParam(required = false) @Nullable String centre,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        CodeDesk.Sheet sheet = desk.sheet(me, centre, locale);
        model.addAttribute("form", CodeForm.blank(sheet.centre().code()));
        return form(sheet, locale, model);
    }

    @PostMapping("/staff/codes/new")
    String make(
            @ModelAttribute("form") CodeForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        CodeDesk.Sheet sheet = desk.sheet(me, form.centre(), locale);
        form.check(
                result, sheet.sessions().stream().map(CodeDesk.Leading::session).toList());
        return result.hasErrors()
                ? form(sheet, locale, model.addAttribute("hasErrors", true))
                : "redirect:/staff/codes/" + desk.make(sheet.centre(), form, me);
    }

    /** A session's own code, made when it is first asked for. */
    @PostMapping("/staff/sessions/{id}/code")
    String ofSession(@PathVariable String id, @AuthenticationPrincipal StaffMember me, Locale locale) {
        try {
            return "redirect:/staff/codes/" + desk.ofSession(SessionId.of(id), me, locale);
        } catch (IllegalArgumentException malformed) {
            throw new NotFound(id);
        }
    }

    @GetMapping("/staff/codes/{typed}")
    String show(@PathVariable String typed, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        String code = ShortCode.typed(typed).orElseThrow(() -> new NotFound("a code"));
        CodeDesk.Shown shown = desk.show(code, locale);
        var zone = shown.centre().zone();
        boolean opensVisits = me.is(Role.CENTRE_MANAGER) || me.is(Role.FRONT_DESK) || me.is(Role.COUNSELLOR);
        String address = site + "/go/" + code;
        model.addAttribute("shown", shown);
        model.addAttribute("address", address);
        model.addAttribute("readable", address.replaceFirst("^https?://", ""));
        model.addAttribute("qr", QrCode.of(address));
        model.addAttribute("parts", List.of("bookings", "registrations"));
        model.addAttribute(
                "registrations",
                shown.registrations().stream()
                        .map(came -> new Came(
                                CentreTime.moment(came.startsAt(), zone, locale),
                                "/staff/sessions/" + came.session() + "/registrations",
                                messages.getMessage("codes.registration." + came.state(), null, locale)))
                        .toList());
        model.addAttribute(
                "visits",
                shown.visits().stream()
                        .map(came -> new Came(
                                CentreTime.moment(came.startsAt(), zone, locale),
                                opensVisits ? "/staff/appointments/" + came.id() : null,
                                messages.getMessage(
                                        came.cancelled() ? "codes.visit.cancelled" : "codes.visit.booked",
                                        null,
                                        locale)))
                        .toList());
        model.addAttribute("back", "/staff/codes?centre=" + shown.centre().code());
        return "outreach/code/code";
    }

    private String form(CodeDesk.Sheet sheet, Locale locale, Model model) {
        List<Choice> targets = new ArrayList<>();
        CodeForm.PAGES.forEach(
                page -> targets.add(Choice.of(page, messages.getMessage("codes.target." + page, null, locale))));
        sheet.sessions()
                .forEach(session -> targets.add(Choice.of(
                        session.session().toString(),
                        session.title() + ", " + CentreTime.date(session.day(), locale))));
        model.addAttribute("sheet", sheet);
        model.addAttribute("targets", targets);
        model.addAttribute("back", "/staff/codes?centre=" + sheet.centre().code());
        return "outreach/code/new";
    }

    private static @Nullable Instant moment(@Nullable String text) {
        try {
            Instant moment = text == null || text.length() > 40 ? null : Instant.parse(text);
            return moment != null && moment.isAfter(Instant.EPOCH) && moment.isBefore(LATEST) ? moment : null;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
