package org.mrcportal.reintegration.assistance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.StaffPage;
import org.mrcportal.shared.Tick;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

/** The papers and pictures of an assistance. */
@StaffPage
@RequestMapping("/staff/cases/{id}/assistance")
class EvidenceController {

    private static final String ONE = "redirect:/staff/cases/{id}/assistance/{about}";

    private final AssistanceDesk desk;
    private final EvidenceDesk evidence;
    private final AssistancePage page;

    EvidenceController(AssistanceDesk desk, EvidenceDesk evidence, AssistancePage page) {
        this.desk = desk;
        this.evidence = evidence;
        this.page = page;
    }

    @InitBinder("upload")
    void ticks(WebDataBinder binder) {
        binder.registerCustomEditor(Boolean.class, new Tick());
    }

    @PostMapping("/{about}/evidence")
    String add(
            @PathVariable CaseId id,
            @PathVariable UUID about,
            @ModelAttribute("upload") UploadForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect)
            throws IOException {
        form.check(result);
        if (!result.hasErrors()) {
            var document = Objects.requireNonNull(form.document());
            try {
                EvidenceFile file = EvidenceFile.of(
                        Objects.requireNonNullElse(document.getOriginalFilename(), ""), document.getBytes());
                evidence.add(id, about, Objects.requireNonNull(form.kind()), file, form.key(), me);
                redirect.addFlashAttribute("notice", "cases.evidence.kept");
                return ONE;
            } catch (EvidenceRefused refused) {
                result.rejectValue("document", "cases.evidence.refused." + refused.reason());
            }
        }
        return page.of(desk.open(id, about, me), me, locale, model.addAttribute("hasErrors", true));
    }

    /** Never opened by the browser itself, never kept by it. */
    @GetMapping("/{about}/evidence/{file}")
    ResponseEntity<byte[]> read(
            @PathVariable CaseId id,
            @PathVariable UUID about,
            @PathVariable("file") UUID wanted,
            @AuthenticationPrincipal StaffMember me) {
        EvidenceFile file = evidence.read(id, about, wanted, me);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.type()))
                .cacheControl(CacheControl.noStore())
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(file.content());
    }

    @PostMapping("/{about}/evidence/{file}/remove")
    String remove(
            @PathVariable CaseId id,
            @PathVariable UUID about,
            @PathVariable("file") UUID wanted,
            @RequestParam(required = false) @Nullable String reason,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        try {
            evidence.remove(id, about, wanted, reason, me);
            redirect.addFlashAttribute("notice", "cases.evidence.removed");
        } catch (Assistance.Refused refused) {
            if (refused.reason() != Assistance.Reason.EVIDENCE_WHY) {
                throw refused;
            }
            redirect.addFlashAttribute("refused", "cases.help.refused.EVIDENCE_WHY");
            redirect.addFlashAttribute("whyMissing", wanted.toString());
            redirect.addFlashAttribute("refusedField", "why-" + wanted);
        }
        return ONE;
    }
}
