package org.mrcportal.outreach.session;

import java.util.Locale;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.outreach.OutreachLabels;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One session, and the buttons that publish, hold and cancel it. */
@StaffPage
@RequestMapping("/staff/sessions/{id}")
class SessionController {

    private final SessionDesk desk;
    private final SessionWords words;
    private final OutreachLabels labels;
    private final String publicAddress;

    SessionController(
            SessionDesk desk,
            SessionWords words,
            OutreachLabels labels,
            @Value("${portal.public-address}") String publicAddress) {
        this.desk = desk;
        this.words = words;
        this.labels = labels;
        this.publicAddress = publicAddress;
    }

    @GetMapping
    String show(@PathVariable String id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        return page("outreach/session/show", id, me, locale, model);
    }

    /** What a cancellation does, before anybody agrees to it. */
    @GetMapping("/cancel")
    String askCancel(@PathVariable String id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        String page = page("outreach/session/cancel", id, me, locale, model);
        model.addAttribute("back", "/staff/sessions/" + session(id));
        return page;
    }

    @PostMapping("/publish")
    String publish(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") String following,
            RedirectAttributes redirect) {
        int published = desk.publish(session(id), following.equals("true"));
        redirect.addFlashAttribute(
                "notice", published > 0 ? "sessions.staff.published" : "sessions.staff.published.none");
        return "redirect:/staff/sessions/{id}";
    }

    @PostMapping("/held")
    String held(@PathVariable String id, RedirectAttributes redirect) {
        redirect.addFlashAttribute(
                "notice", desk.hold(session(id)) ? "sessions.staff.held" : "sessions.staff.held.not");
        return "redirect:/staff/sessions/{id}";
    }

    @PostMapping("/not-held")
    String takeBackHeld(@PathVariable String id, RedirectAttributes redirect) {
        redirect.addFlashAttribute(
                "notice",
                desk.takeBackHeld(session(id)) ? "sessions.staff.held.taken-back" : "sessions.staff.held.stays");
        return "redirect:/staff/sessions/{id}";
    }

    @PostMapping("/cancel")
    String cancel(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") String following,
            RedirectAttributes redirect) {
        SessionDesk.Cancelling cancelling = desk.cancel(session(id), following.equals("true"));
        redirect.addFlashAttribute(
                "notice",
                switch (cancelling) {
                    case CANCELLED -> "sessions.staff.cancelled";
                    case DISCARDED -> "sessions.staff.discarded";
                    case HELD -> "sessions.staff.cancel.over";
                    case TOO_LATE -> "sessions.staff.cancel.late";
                });
        return cancelling == SessionDesk.Cancelling.DISCARDED
                ? "redirect:/staff/sessions?which=DRAFTS"
                : "redirect:/staff/sessions/{id}";
    }

    private String page(String view, String id, StaffMember me, Locale locale, Model model) {
        SessionDesk.Overview overview = desk.overview(session(id), locale);
        SessionOnPlan session = overview.session();
        model.addAttribute("overview", overview);
        model.addAttribute("sessionTitle", words.title(session, locale));
        model.addAttribute("when", words.when(session, locale));
        model.addAttribute("zone", words.zone(session, locale));
        model.addAttribute("place", words.place(session, overview.centre(), locale));
        model.addAttribute("regionName", words.region(session.place().region(), locale));
        model.addAttribute("audienceName", labels.audience(session.audience(), locale));
        model.addAttribute(
                "topicNames",
                String.join(
                        ", ",
                        session.topics().stream()
                                .map(topic -> labels.topic(topic, locale))
                                .toList()));
        model.addAttribute(
                "languageName",
                Language.ofCode(session.language())
                        .map(language -> language.nameIn(locale))
                        .orElse(session.language()));
        model.addAttribute("address", publicAddress + "/" + locale.getLanguage() + "/sessions/" + session.slug());
        model.addAttribute("plans", me.is(Role.OUTREACH_OFFICER) || me.is(Role.CENTRE_MANAGER));
        model.addAttribute("back", "/staff/sessions?centre=" + overview.centre().code());
        return view;
    }

    /** @throws NotFound for what is no id */
    static SessionId session(String id) {
        try {
            return SessionId.of(id);
        } catch (IllegalArgumentException malformed) {
            throw new NotFound(id);
        }
    }
}
