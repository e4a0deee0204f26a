package org.mrcportal.reintegration.team;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a case's team. */
@StaffPage
@RequestMapping("/staff/cases/{id}/team")
class TeamController {

    private static final String PAGE = "redirect:/staff/cases/{id}/team";

    private final TeamDesk desk;
    private final MessageSource messages;

    TeamController(TeamDesk desk, MessageSource messages) {
        this.desk = desk;
        this.messages = messages;
    }

    /** A line of the list of views, in the reader's words. */
    record Look(String day, String who, String what, boolean byGlass) {}

    /** Something done to the team; false where somebody was faster. */
    @FunctionalInterface
    private interface Change {
        boolean make();
    }

    @GetMapping
    String show(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable String before,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        TeamDesk.Page page = desk.page(id, day(before), me, locale);
        Team team = page.team();
        model.addAttribute("file", team.file());
        model.addAttribute("owners", team.in(Team.Part.OWNER));
        model.addAttribute("members", team.in(Team.Part.MEMBER));
        model.addAttribute("covers", team.in(Team.Part.COVER));
        model.addAttribute("focal", team.in(Team.Part.FOCAL_POINT));
        model.addAttribute("possibleOwners", team.possibleOwners(me));
        model.addAttribute("possibleMembers", team.possibleMembers(me));
        model.addAttribute("changes", team.changedBy(me));
        model.addAttribute("guards", team.guardedBy(me));
        model.addAttribute("takes", team.canBeTakenBy(me));
        model.addAttribute("cues", page.cues());
        model.addAttribute(
                "looks",
                page.views().stream()
                        .map(view -> look(view, team.file(), locale))
                        .toList());
        model.addAttribute("older", page.older() == null ? null : "?before=" + page.older());
        model.addAttribute("newest", before == null ? null : "/staff/cases/" + id + "/team");
        return "reintegration/team/team";
    }

    @PostMapping("/take")
    String take(
            @PathVariable CaseId id,
            @RequestParam long version,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes page) {
        return change(() -> desk.take(id, version, me), id, "team.taken", page);
    }

    /** @param field in which nobody is chosen */
    private String nobody(CaseId id, String field, RedirectAttributes page) {
        desk.find(id);
        page.addFlashAttribute("missing", field);
        return PAGE;
    }

    @PostMapping("/hand-over")
    String handOver(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam long version,
            @RequestParam(required = false) @Nullable String stay,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes page) {
        Optional<StaffId> owner = CaseWorkers.typed(to);
        if (owner.isEmpty()) {
            return nobody(id, "to", page);
        }
        return change(() -> desk.handOver(id, owner.get(), version, stay != null, me), id, "team.handed-over", page);
    }

    @PostMapping("/add")
    String add(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable String who,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes page) {
        Optional<StaffId> member = CaseWorkers.typed(who);
        if (member.isEmpty()) {
            return nobody(id, "who", page);
        }
        return change(
                () -> {
                    desk.add(id, member.get(), me);
                    return true;
                },
                id,
                "team.added",
                page);
    }

    @PostMapping("/remove")
    String remove(
            @PathVariable CaseId id,
            @RequestParam StaffId who,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes page) {
        return change(
                () -> {
                    desk.remove(id, who, me);
                    return true;
                },
                id,
                "team.removed",
                page);
    }

    private String change(Change change, CaseId id, String done, RedirectAttributes page) {
        boolean made;
        try {
            made = change.make();
        } catch (ChangedTogether late) {
            made = false;
        }
        page.addFlashAttribute("notice", made ? done : "team.changed-meanwhile");
        return desk.sees(id) ? PAGE : "redirect:/staff/tasks";
    }

    private Look look(TeamDesk.Viewed view, CaseCard file, Locale locale) {
        String other = messages.getMessage("team.views.other", null, locale);
        return new Look(
                CentreTime.dayShort(view.day(), locale) + ", " + CentreTime.time(view.last(), file.zone()),
                view.who(),
                view.pages().stream()
                        .map(page -> Objects.requireNonNull(messages.getMessage(
                                "cases.part." + page.toLowerCase(Locale.ROOT).replace('_', '-'), null, other, locale)))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", ")),
                view.byGlass());
    }

    private static @Nullable LocalDate day(@Nullable String typed) {
        try {
            return typed == null || typed.length() != 10 ? null : LocalDate.parse(typed);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
