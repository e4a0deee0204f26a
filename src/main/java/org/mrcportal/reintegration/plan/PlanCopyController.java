package org.mrcportal.reintegration.plan;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.StaffPage;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What of a plan is given to those outside: the client's paper and code, the partner's link. */
@StaffPage
@RequestMapping("/staff/cases/{id}/plan")
class PlanCopyController {

    private final PlanAccess access;

    PlanCopyController(PlanAccess access) {
        this.access = access;
    }

    /** A new code for the client; it is shown on this page and never again. */
    @PostMapping("/code")
    String code(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        PlanAccess.Slip slip = access.renew(id, me);
        model.addAttribute("slip", slip);
        model.addAttribute("back", "/staff/cases/" + id + "/plan");
        return "reintegration/plan/code";
    }

    @GetMapping("/plan.pdf")
    ResponseEntity<byte[]> paper(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me) {
        return pdf(access.paper(id, null, me));
    }

    /** With the code, which only whoever has just made it can send. */
    @PostMapping("/plan.pdf")
    ResponseEntity<byte[]> paperWithCode(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable String code,
            @AuthenticationPrincipal StaffMember me) {
        return pdf(access.paper(id, code, me));
    }

    /** A link for the partner of a step; it is shown on this page and never again. */
    @PostMapping("/steps/{step}/link")
    String link(
            @PathVariable CaseId id,
            @PathVariable("step") UUID about,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        model.addAttribute("made", access.link(id, about, me, locale));
        model.addAttribute("back", "/staff/cases/" + id + "/plan");
        return "reintegration/plan/link";
    }

    private static ResponseEntity<byte[]> pdf(byte[] content) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename("plan.pdf").build().toString())
                .body(content);
    }
}
