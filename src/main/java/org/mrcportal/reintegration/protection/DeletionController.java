package org.mrcportal.reintegration.protection;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.clients.DeletionRequests.Waiting;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which a deletion is held. */
@StaffPage
@RequestMapping("/staff/cases/{id}/deletion")
class DeletionController {

    private static final String PAGE = "redirect:/staff/cases/{id}/deletion";

    private final DeletionDesk desk;

    DeletionController(DeletionDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    String show(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable UUID request,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        DeletionDesk.Page page = desk.page(id, me);
        Optional<Waiting> chosen = chosen(page, request);
        model.addAttribute(
                "hold",
                new HoldForm(
                        chosen.map(Waiting::request).orElse(null),
                        chosen.map(Waiting::why).orElse(null)));
        return page(page, chosen, locale, model);
    }

    @PostMapping
    String hold(
            @PathVariable CaseId id,
            @ModelAttribute("hold") HoldForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        UUID request = form.request();
        if (request == null) {
            return PAGE;
        }
        form.check(result);
        if (result.hasErrors()) {
            model.addAttribute("hasErrors", true);
            DeletionDesk.Page page = desk.page(id, me);
            return page(page, chosen(page, request), locale, model);
        }
        desk.hold(id, request, form.because(), me);
        redirect.addFlashAttribute("notice", "deletion.held");
        redirect.addAttribute("request", request);
        return PAGE;
    }

    @PostMapping("/release")
    String release(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable UUID request,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        if (request != null) {
            desk.release(id, request, me);
            redirect.addFlashAttribute("notice", "deletion.released");
        }
        return PAGE;
    }

    private static Optional<Waiting> chosen(DeletionDesk.Page page, @Nullable UUID request) {
        return page.waiting().stream()
                .filter(waiting -> waiting.request().equals(request))
                .findFirst()
                .or(() -> page.waiting().stream().findFirst());
    }

    private static String page(DeletionDesk.Page page, Optional<Waiting> chosen, Locale locale, Model model) {
        model.addAttribute("file", page.file());
        model.addAttribute(
                "chosen", chosen.map(one -> Line.of(one, page, locale)).orElse(null));
        model.addAttribute(
                "others",
                page.waiting().stream()
                        .filter(one -> !Optional.of(one).equals(chosen))
                        .map(one -> Line.of(one, page, locale))
                        .toList());
        return "reintegration/protection/deletion";
    }

    /**
     * A deletion as the page shows it.
     *
     * @param code of the person
     * @param held the reader has something against it
     */
    record Line(UUID request, String code, String asked, String until, boolean held) {

        private static Line of(Waiting waiting, DeletionDesk.Page page, Locale locale) {
            var zone = page.file().zone();
            return new Line(
                    waiting.request(),
                    waiting.code(),
                    CentreTime.date(CentreTime.day(waiting.askedAt(), zone), locale),
                    CentreTime.date(CentreTime.day(waiting.until(), zone), locale),
                    waiting.why() != null);
        }
    }
}
