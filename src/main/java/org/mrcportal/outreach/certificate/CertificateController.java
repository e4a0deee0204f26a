package org.mrcportal.outreach.certificate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.Paging;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.session.SessionWords;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PdfPages;
import org.mrcportal.shared.StaffPage;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who may have a certificate of a session, and the certificates as PDF. */
@StaffPage
@RequestMapping("/staff/sessions/{id}/certificates")
class CertificateController {

    private final CertificateDesk desk;
    private final PdfPages pages;
    private final SessionWords words;

    CertificateController(CertificateDesk desk, PdfPages pages, SessionWords words) {
        this.desk = desk;
        this.pages = pages;
        this.words = words;
    }

    @GetMapping
    String list(
            @PathVariable UUID id, @RequestParam(required = false) @Nullable String page, Model model, Locale locale) {
        CertificateDesk.Named named = desk.named(new SessionId(id), Paging.page(page));
        String here = "/staff/sessions/" + id + "/certificates?page=";
        model.addAttribute("previous", named.page() > 1 ? here + (named.page() - 1) : null);
        model.addAttribute("next", named.more() ? here + (named.page() + 1) : null);
        model.addAttribute("named", named);
        model.addAttribute("about", words.title(named.plan(), locale));
        model.addAttribute("when", words.when(named.plan(), locale));
        model.addAttribute(
                "spoken",
                Arrays.stream(Language.values())
                        .map(l -> Choice.of(l.code(), l.nativeName()))
                        .toList());
        return "outreach/certificate/certificates";
    }

    /** All that are on a page of the list in one file, a page each. */
    @GetMapping("/all.pdf")
    ResponseEntity<byte[]> all(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(required = false) @Nullable String page) {
        return pdf(desk.certificates(new SessionId(id), Paging.page(page), Language.ofCode(language)));
    }

    @GetMapping("/{checkIn}/certificate.pdf")
    ResponseEntity<byte[]> one(
            @PathVariable UUID id, @PathVariable UUID checkIn, @RequestParam(defaultValue = "") String language) {
        return pdf(desk.certificate(new SessionId(id), checkIn, Language.ofCode(language)));
    }

    private ResponseEntity<byte[]> pdf(List<Certificate> certificates) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename("certificate.pdf")
                                .build()
                                .toString())
                .body(pages.print(
                        "outreach/certificate/certificate", Locale.ENGLISH, Map.of("certificates", certificates)));
    }
}
