package org.mrcportal.reintegration.protection;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who opened what in an emergency, for the data protection officer. */
@StaffPage
@RequestMapping("/admin/glass")
class OpeningController {

    private final OpeningDesk desk;

    OpeningController(OpeningDesk desk) {
        this.desk = desk;
    }

    /** An opening in the reader's words. */
    record Row(OpeningDesk.Line line, String when, String until) {}

    @GetMapping
    String show(@RequestParam(required = false) @Nullable String before, Locale locale, Model model) {
        List<OpeningDesk.Line> lines = desk.page(typed(before));
        model.addAttribute(
                "openings",
                lines.stream()
                        .limit(OpeningDesk.PAGE)
                        .map(line -> row(line, locale))
                        .toList());
        model.addAttribute(
                "older",
                lines.size() > OpeningDesk.PAGE
                        ? "?before=" + lines.get(OpeningDesk.PAGE - 1).id()
                        : null);
        model.addAttribute("waiting", desk.waiting());
        model.addAttribute("newest", before == null ? null : "/admin/glass");
        return "reintegration/protection/openings";
    }

    @PostMapping("/{id}/acknowledge")
    String acknowledge(@PathVariable UUID id, @AuthenticationPrincipal StaffMember me, RedirectAttributes redirect) {
        desk.acknowledge(id, me);
        redirect.addFlashAttribute("notice", "glass.admin.acknowledged");
        return "redirect:/admin/glass";
    }

    private static Row row(OpeningDesk.Line line, Locale locale) {
        return new Row(
                line,
                CentreTime.date(CentreTime.day(line.openedAt(), line.zone()), locale) + ", "
                        + CentreTime.time(line.openedAt(), line.zone()),
                CentreTime.time(line.endsAt(), line.zone()));
    }

    private static @Nullable UUID typed(@Nullable String id) {
        try {
            return id == null || id.isBlank() ? null : UUID.fromString(id);
        } catch (IllegalArgumentException forged) {
            return null;
        }
    }
}
