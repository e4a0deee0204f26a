package org.mrcportal.reintegration.training;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

/** The pages of the catalogue of courses. */
@StaffPage
@RequestMapping("/staff/courses")
class CourseController {

    private static final String ONE = "redirect:/staff/courses/{id}";
    private static final List<String> ENDS = List.of("COMPLETED", "LEFT");

    private final CourseCatalogue catalogue;
    private final CourseDesk desk;
    private final CourseCancelling cancelling;
    private final CertificateDesk certificates;
    private final MessageSource messages;

    CourseController(
            CourseCatalogue catalogue,
            CourseDesk desk,
            CourseCancelling cancelling,
            CertificateDesk certificates,
            MessageSource messages) {
        this.catalogue = catalogue;
        this.desk = desk;
        this.cancelling = cancelling;
        this.certificates = certificates;
        this.messages = messages;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String centre,
            @RequestParam(defaultValue = "") String which,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        model.addAttribute("catalogue", catalogue.catalogue(me, centre, which.equals("past"), locale));
        return "reintegration/training/courses";
    }

    @GetMapping("/new")
    String blank(
            @RequestParam(required = false) @Nullable String centre,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        CourseCatalogue.Around around = catalogue.around(me, centre, locale);
        model.addAttribute("form", CourseForm.blank(around.centre().code()));
        return form(around, null, locale, model);
    }

    @PostMapping("/new")
    String plan(
            @ModelAttribute("form") CourseForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        CourseCatalogue.Around around = catalogue.around(me, form.centre(), locale);
        form.check(result, values(around));
        if (result.hasErrors()) {
            return form(around, null, locale, model.addAttribute("hasErrors", true));
        }
        redirect.addFlashAttribute("notice", "courses.saved");
        return "redirect:/staff/courses/" + planned(around, form, me);
    }

    /** Of a form sent twice at once, the slower one finds the faster one's course. */
    private UUID planned(CourseCatalogue.Around around, CourseForm form, StaffMember me) {
        try {
            return desk.plan(around.centre(), form, me);
        } catch (DataIntegrityViolationException sentTwice) {
            return desk.plan(around.centre(), form, me);
        }
    }

    @GetMapping("/{id}")
    String open(@PathVariable UUID id, Locale locale, Model model) {
        CourseDesk.Opened opened = desk.open(id, locale);
        model.addAttribute("course", opened);
        model.addAttribute("back", "/staff/courses?centre=" + opened.centre().code());
        return "reintegration/training/course";
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable UUID id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        CourseForm form = desk.form(id, locale);
        model.addAttribute("form", form);
        return form(catalogue.around(me, form.centre(), locale), id, locale, model);
    }

    @PostMapping("/{id}/edit")
    String change(
            @PathVariable UUID id,
            @ModelAttribute("form") CourseForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        CourseForm stored = desk.form(id, locale);
        CourseCatalogue.Around around = catalogue.around(me, stored.centre(), locale);
        form.check(result, values(around));
        if (!result.hasErrors()) {
            try {
                if (desk.change(id, form)) {
                    redirect.addFlashAttribute("notice", "courses.saved");
                    return ONE;
                }
                overtaken(id, form, locale, model);
            } catch (DataIntegrityViolationException taken) {
                result.rejectValue("places", "courses.places.fewer");
            } catch (OptimisticLockingFailureException changed) {
                overtaken(id, form, locale, model);
            }
        }
        return form(around, id, locale, model.addAttribute("hasErrors", result.hasErrors()));
    }

    /** Somebody else was faster: shows what is stored beside what was typed, and lets the reader decide. */
    private void overtaken(UUID id, CourseForm typed, Locale locale, Model model) {
        CourseForm stored = desk.form(id, locale);
        model.addAttribute("stored", desk.open(id, locale).line());
        model.addAttribute("form", typed.atVersion(stored.version() == null ? 0 : stored.version()));
    }

    @PostMapping("/{id}/held")
    String held(@PathVariable UUID id, Locale locale, RedirectAttributes redirect) {
        redirect.addFlashAttribute(
                "notice",
                switch (desk.held(id, locale)) {
                    case DONE -> "courses.held";
                    case NOT_NOW -> "courses.not-now";
                    case NOBODY -> "courses.held.nobody";
                });
        return ONE;
    }

    /** Asks first, and says whom it frees. */
    @GetMapping("/{id}/cancel")
    String ask(@PathVariable UUID id, Locale locale, Model model) {
        CourseDesk.Opened opened = desk.open(id, locale);
        if (!opened.planned()) {
            return ONE;
        }
        model.addAttribute("course", opened);
        model.addAttribute("back", "/staff/courses/" + id);
        return "reintegration/training/cancel";
    }

    @PostMapping("/{id}/cancel")
    String cancel(@PathVariable UUID id, RedirectAttributes redirect) {
        boolean cancelled = Scope.of(desk.centreOf(id)).readByPortal().call(() -> cancelling.cancel(id));
        redirect.addFlashAttribute("notice", cancelled ? "courses.cancelled" : "courses.not-now");
        return ONE;
    }

    @PostMapping("/{id}/enrolments/{enrolment}")
    String settle(
            @PathVariable UUID id,
            @PathVariable UUID enrolment,
            @RequestParam(defaultValue = "") String state,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        if (!ENDS.contains(state)) {
            throw new NotFound("an end of a course");
        }
        String notice;
        try {
            notice = desk.settle(id, enrolment, state, me) ? "courses.settled" : "courses.not-now";
        } catch (DataIntegrityViolationException taken) {
            notice = "courses.place-given";
        }
        redirect.addFlashAttribute("notice", notice);
        return ONE;
    }

    @GetMapping("/{id}/enrolments/{enrolment}/certificate.pdf")
    ResponseEntity<byte[]> certificate(@PathVariable UUID id, @PathVariable UUID enrolment) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename("certificate.pdf")
                                .build()
                                .toString())
                .body(certificates.print(id, enrolment));
    }

    private static List<String> values(CourseCatalogue.Around around) {
        return around.partners().stream().map(Choice::value).toList();
    }

    private String form(CourseCatalogue.Around around, @Nullable UUID id, Locale locale, Model model) {
        model.addAttribute("around", around);
        model.addAttribute("action", id == null ? "/staff/courses/new" : "/staff/courses/" + id + "/edit");
        model.addAttribute(
                "kinds",
                Course.KINDS.stream()
                        .map(kind -> Choice.of(kind, messages.getMessage("courses.kind." + kind, null, locale)))
                        .toList());
        model.addAttribute(
                "taught",
                Arrays.stream(Language.values())
                        .map(l -> Choice.of(l.code(), l.nativeName()))
                        .toList());
        model.addAttribute(
                "back", id == null ? "/staff/courses?centre=" + around.centre().code() : "/staff/courses/" + id);
        return "reintegration/training/edit";
    }
}
