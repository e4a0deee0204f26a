package org.mrcportal.reintegration.followup;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.clients.ContactHours;
import org.mrcportal.reintegration.protection.SideNote;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.StaffPage;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The worklist of follow-ups: who is to be asked next, and what came of trying, in one press. */
@StaffPage
@RequestMapping("/staff/follow-ups")
class FollowUpListController {

    /** In how many days somebody may ask to be called. */
    static final List<Integer> DAYS = List.of(0, 1, 2, 3, 7, 14);

    private final FollowUpList worklist;
    private final AttemptDesk desk;

    FollowUpListController(FollowUpList worklist, AttemptDesk desk) {
        this.worklist = worklist;
        this.desk = desk;
    }

    /**
     * An hour that could not be read, as it was typed.
     *
     * @param key of the message that says why
     */
    record Problem(UUID id, String time, int days, String key) {}

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String whose,
            @RequestParam(defaultValue = "") String open,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        return page(whose, id(open).orElse(null), me, locale, model);
    }

    @PostMapping("/{id}/attempts")
    String tried(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String result,
            @RequestParam(defaultValue = "") String way,
            @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "") String time,
            @RequestParam(defaultValue = "") String whose,
            @RequestParam(defaultValue = "") String once,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        Result pressed = Result.pressed(result).orElseThrow(() -> new NotFound("a result"));
        Instant again = null;
        if (pressed == Result.LATER) {
            int wanted = days(days);
            Optional<LocalTime> hour = ContactHours.typed(time);
            Optional<Instant> moment = hour.flatMap(typed -> desk.later(id, wanted, typed));
            if (moment.isEmpty()) {
                String key = hour.isEmpty() ? "followups.later.wrong" : "followups.later.past";
                model.addAttribute("problem", new Problem(id, time.length() > 20 ? "" : time, wanted, key));
                model.addAttribute("hasErrors", true);
                return page(whose, null, me, locale, model);
            }
            again = moment.get();
        }
        boolean noted = noted(
                id,
                version.matches("\\d{1,9}") ? Long.parseLong(version) : -1,
                Way.ofCode(way).orElse(Way.CALL),
                pressed,
                again,
                Once.required(once),
                me);
        redirect.addFlashAttribute(
                "notice",
                noted
                        ? "followups.noted." + pressed
                        : desk.agrees(id) ? "followups.overtaken" : "followups.not-agreed");
        return back(whose, redirect);
    }

    /** One of {@link #DAYS}; today, where it is none. */
    static int days(@Nullable String typed) {
        return DAYS.stream().filter(d -> d.toString().equals(typed)).findFirst().orElse(0);
    }

    /** Of two presses at once the slower one changes nothing. */
    private boolean noted(
            UUID id, long version, Way way, Result result, @Nullable Instant again, UUID once, StaffMember me) {
        try {
            return desk.tried(id, version, way, result, again, SideNote.none(), once, me);
        } catch (DataIntegrityViolationException | OptimisticLockingFailureException overtaken) {
            return desk.tried(id, version, way, result, again, SideNote.none(), once, me);
        }
    }

    @PostMapping("/{id}/undo")
    String undo(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String attempt,
            @RequestParam(defaultValue = "") String whose,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        boolean undone = desk.undo(id, id(attempt).orElseThrow(() -> new NotFound("an attempt")), me);
        redirect.addFlashAttribute("notice", undone ? "followups.undone" : "followups.overtaken");
        return back(whose, redirect);
    }

    private String page(String whose, @Nullable UUID open, StaffMember me, Locale locale, Model model) {
        boolean mine = mine(whose, me);
        model.addAttribute("worklist", worklist.worklist(me, mine, open, locale));
        model.addAttribute("whose", mine ? "mine" : "all");
        model.addAttribute("days", DAYS);
        return "reintegration/followup/worklist";
    }

    private static String back(String whose, RedirectAttributes redirect) {
        if (whose.equals("mine") || whose.equals("all")) {
            redirect.addAttribute("whose", whose);
        }
        return "redirect:/staff/follow-ups";
    }

    /** Case workers begin with their own cases, managers with all. */
    private static boolean mine(String whose, StaffMember me) {
        return whose.equals("mine") || !whose.equals("all") && me.is(Role.CASE_WORKER);
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
