package org.mrcportal.reintegration.team;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Cases are chosen, looked at once more, and handed over together. */
@StaffPage
@RequestMapping("/staff/cases/handover")
class HandoverController {

    private final HandoverDesk desk;

    HandoverController(HandoverDesk desk) {
        this.desk = desk;
    }

    /** Chooses; with cases and a receiver chosen, shows what would be done. */
    @GetMapping
    String show(
            @RequestParam(required = false) @Nullable String centre,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(name = "case", required = false) @Nullable List<String> chosen,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        HandoverDesk.Page page = desk.page(centre, CaseWorkers.typed(from), me, locale);
        return page(page, from, to, chosen, model);
    }

    @PostMapping
    String handOver(
            @RequestParam(required = false) @Nullable String centre,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(name = "case", required = false) @Nullable List<String> chosen,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        Optional<StaffId> former = CaseWorkers.typed(from);
        HandoverDesk.Page page = desk.page(centre, former, me, locale);
        Optional<StaffId> receiver = CaseWorkers.typed(to);
        List<CaseId> cases = ids(chosen);
        if (receiver.isEmpty() || cases.isEmpty()) {
            return page(page, from, to, chosen, model);
        }
        try {
            desk.handOver(page.centre(), former, receiver.get(), cases, me);
        } catch (ChangedTogether late) {
            HandoverDesk.Page now = desk.page(centre, former, me, locale);
            model.addAttribute("changed", true);
            model.addAttribute("staying", desk.staying(now, cases));
            return page(now, from, to, chosen, model);
        }
        redirect.addFlashAttribute("notice", "handover.done");
        redirect.addAttribute("centre", page.centre().code());
        return "redirect:/staff/cases/supervision";
    }

    private static String page(
            HandoverDesk.Page page,
            @Nullable String from,
            @Nullable String to,
            @Nullable List<String> chosen,
            Model model) {
        Set<CaseId> ticked = new HashSet<>(ids(chosen));
        List<HandoverDesk.Line> marked =
                page.lines().stream().filter(line -> ticked.contains(line.id())).toList();
        Optional<StaffId> receiver = CaseWorkers.typed(to);
        Optional<CaseWorkers.Colleague> known = page.receivers().stream()
                .filter(one -> receiver.equals(Optional.of(one.id())))
                .findFirst();
        if (!model.containsAttribute("changed")) {
            model.addAttribute("changed", false);
        }
        model.addAttribute("centre", page.centre());
        model.addAttribute("from", Objects.requireNonNullElse(from, ""));
        model.addAttribute("fromName", page.fromName());
        model.addAttribute("to", Objects.requireNonNullElse(to, ""));
        model.addAttribute("lines", page.lines());
        model.addAttribute("ticked", ticked);
        model.addAttribute("marked", marked);
        model.addAttribute("receiver", known.map(CaseWorkers.Colleague::name).orElse(null));
        model.addAttribute("preview", known.isPresent() && !marked.isEmpty());
        model.addAttribute("noCase", marked.isEmpty() && (chosen != null || to != null));
        model.addAttribute("noReceiver", to != null && known.isEmpty());
        model.addAttribute(
                "receivers",
                page.receivers().stream()
                        .map(one -> Choice.of(one.id().toString(), one.name()))
                        .toList());
        model.addAttribute(
                "back", "/staff/cases/supervision?centre=" + page.centre().code());
        return "reintegration/team/handover";
    }

    private static List<CaseId> ids(@Nullable List<String> typed) {
        return typed == null
                ? List.of()
                : typed.stream()
                        .limit(300)
                        .map(CaseWorkers::typed)
                        .flatMap(Optional::stream)
                        .map(one -> new CaseId(one.id()))
                        .distinct()
                        .toList();
    }
}
