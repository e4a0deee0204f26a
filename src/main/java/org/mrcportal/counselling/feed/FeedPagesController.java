package org.mrcportal.counselling.feed;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.StaffPage;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The addresses of calendars: a counsellor's own, and those of a centre. */
@StaffPage
class FeedPagesController {

    private static final String MINE = "/staff/calendar-feeds";
    private static final String CENTRES = "/manage/settings/{centre}/calendar-feeds";

    private final FeedDesk desk;
    private final String portal;

    FeedPagesController(FeedDesk desk, @Value("${portal.public-address}") String portal) {
        this.desk = desk;
        this.portal = portal;
    }

    @GetMapping(MINE)
    String mine(@AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        model.addAttribute("lines", desk.mine(me, locale));
        return page("mine", model);
    }

    @PostMapping(MINE)
    String makeMine(
            @RequestParam(defaultValue = "") String centre,
            @RequestParam(defaultValue = "") String once,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            RedirectAttributes redirect) {
        redirect.addFlashAttribute("made", desk.makeMine(me, centre, Once.required(once), locale));
        return "redirect:" + MINE;
    }

    @PostMapping(MINE + "/{id}/revoke")
    String revokeMine(@PathVariable UUID id, @AuthenticationPrincipal StaffMember me, RedirectAttributes redirect) {
        desk.revokeMine(me, id);
        return revoked(redirect, MINE);
    }

    @GetMapping(CENTRES)
    String ofCentre(@PathVariable String centre, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        model.addAttribute("back", "/manage/settings");
        model.addAttribute("page", desk.ofCentre(me, centre, locale));
        return page("centre", model);
    }

    @PostMapping(CENTRES)
    String makeCentres(
            @PathVariable String centre,
            @RequestParam(defaultValue = "") String once,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            RedirectAttributes redirect) {
        redirect.addFlashAttribute("made", desk.makeCentres(me, centre, Once.required(once), locale));
        return "redirect:" + CENTRES;
    }

    @PostMapping(CENTRES + "/rules")
    String rules(
            @PathVariable String centre,
            @RequestParam(required = false) @Nullable String clientCode,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            RedirectAttributes redirect) {
        desk.tellClientCode(me, centre, clientCode != null, locale);
        redirect.addFlashAttribute("notice", "counselling.feed.rules.saved");
        return "redirect:" + CENTRES;
    }

    @PostMapping(CENTRES + "/{id}/revoke")
    String revokeAt(
            @PathVariable String centre,
            @PathVariable UUID id,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            RedirectAttributes redirect) {
        desk.revokeAt(me, centre, id, locale);
        return revoked(redirect, CENTRES);
    }

    private String page(String name, Model model) {
        model.addAttribute("once", UUID.randomUUID());
        if (model.getAttribute("made") instanceof UUID feed) {
            model.addAttribute("address", portal + "/calendar/" + desk.secret(feed) + ".ics");
        }
        return "counselling/feed/" + name;
    }

    private static String revoked(RedirectAttributes redirect, String where) {
        redirect.addFlashAttribute("notice", "counselling.feed.revoked");
        return "redirect:" + where;
    }
}
