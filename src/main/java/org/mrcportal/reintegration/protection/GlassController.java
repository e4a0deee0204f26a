package org.mrcportal.reintegration.protection;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is closed to a member of staff is opened in an emergency, and looked at. */
@StaffPage
@RequestMapping("/staff/emergency-access")
class GlassController {

    private final GlassDesk desk;

    GlassController(GlassDesk desk) {
        this.desk = desk;
    }

    /** An opening in the reader's words. */
    record Row(GlassDesk.Opening opening, String since, String until) {}

    /** A note with its moment. */
    record Line(GlassDesk.Note note, String when) {}

    @GetMapping
    String show(@AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        model.addAttribute("glass", GlassForm.blank());
        return page(desk.openings(me), locale, model);
    }

    /** The opening is made as the portal, which finds what is closed; the answer is the same for whatever was found. */
    @PostMapping
    String open(
            @ModelAttribute("glass") GlassForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        if (form.whom().isEmpty() || form.whom().length() > 60) {
            result.rejectValue("who", "glass.who.missing");
        }
        int length = form.because().length();
        if (length < GlassForm.SHORTEST || length > GlassForm.LONGEST) {
            result.rejectValue("reason", "glass.reason.missing");
        }
        if (!result.hasErrors()) {
            Scope portal =
                    Scope.of(me.centres().stream().map(CentreId::id).toList()).readByPortal();
            if (Boolean.TRUE.equals(portal.call(() -> desk.open(form, me)))) {
                redirect.addFlashAttribute("notice", "glass.opened");
                return "redirect:/staff/emergency-access";
            }
            result.reject("glass.too-many");
        }
        model.addAttribute("hasErrors", true);
        return page(desk.openings(me), locale, model);
    }

    @GetMapping("/{id}")
    String look(@PathVariable UUID id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        GlassDesk.Page page = desk.look(id, me);
        ZoneId zone = page.opening().zone();
        model.addAttribute("opening", row(page.opening(), locale));
        model.addAttribute("cases", page.cases());
        model.addAttribute("opens", me.is(Role.CASE_WORKER) || me.is(Role.CENTRE_MANAGER));
        model.addAttribute(
                "notes",
                page.notes().stream()
                        .map(note -> new Line(note, moment(note.madeAt(), zone, locale)))
                        .toList());
        model.addAttribute("back", "/staff/emergency-access");
        return "reintegration/protection/opened";
    }

    @PostMapping("/{id}/end")
    String end(@PathVariable UUID id, @AuthenticationPrincipal StaffMember me, RedirectAttributes redirect) {
        desk.end(id, me);
        redirect.addFlashAttribute("notice", "glass.ended");
        return "redirect:/staff/emergency-access";
    }

    private static String page(List<GlassDesk.Opening> openings, Locale locale, Model model) {
        model.addAttribute(
                "openings", openings.stream().map(one -> row(one, locale)).toList());
        return "reintegration/protection/emergency";
    }

    private static Row row(GlassDesk.Opening opening, Locale locale) {
        return new Row(
                opening,
                moment(opening.openedAt(), opening.zone(), locale),
                CentreTime.time(opening.endsAt(), opening.zone()));
    }

    private static String moment(Instant at, ZoneId zone, Locale locale) {
        return CentreTime.date(CentreTime.day(at, zone), locale) + ", " + CentreTime.time(at, zone);
    }
}
