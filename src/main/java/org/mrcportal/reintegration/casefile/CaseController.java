package org.mrcportal.reintegration.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.CountryName;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
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

/** The page of a case, and what is done there. */
@StaffPage
@RequestMapping("/staff/cases/{id}")
class CaseController {

    private final CaseDesk desk;
    private final WordsOfCase words;
    private final MessageSource messages;

    CaseController(CaseDesk desk, WordsOfCase words, MessageSource messages) {
        this.desk = desk;
        this.words = words;
        this.messages = messages;
    }

    /** A filter of the timeline. */
    record Filter(String label, String href, boolean current) {}

    @GetMapping
    String open(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String before,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        Strand strand = Strand.of(show);
        CasePage page = desk.open(id, strand, CasePage.Place.of(before), me);
        CaseCard file = page.file();
        ZoneId zone = file.zone();
        String own = "/staff/cases/" + id;
        model.addAttribute("file", file);
        model.addAttribute("page", page);
        model.addAttribute("since", CentreTime.date(LocalDate.ofInstant(file.stateSince(), zone), locale));
        model.addAttribute(
                "tasks",
                page.toDo().stream().map(one -> words.task(one, own, locale)).toList());
        model.addAttribute(
                "opened", CentreTime.date(LocalDate.ofInstant(page.facts().opened(), zone), locale));
        model.addAttribute(
                "country",
                page.facts().returnedFrom() == null
                        ? null
                        : CountryName.of(page.facts().returnedFrom(), locale));
        model.addAttribute(
                "returned",
                page.facts().returnedOn() == null
                        ? null
                        : CentreTime.date(page.facts().returnedOn(), locale));
        model.addAttribute("tongue", file.language().nameIn(locale));
        model.addAttribute(
                "looked",
                page.screenings().stream()
                        .map(one -> day(one.at(), zone, locale))
                        .toList());
        model.addAttribute(
                "decided",
                page.screenings().stream()
                        .map(one -> one.decidedOn() == null ? "" : CentreTime.date(one.decidedOn(), locale))
                        .toList());
        model.addAttribute(
                "days",
                page.agreements().stream()
                        .map(one -> one.since() == null ? "" : day(one.since(), zone, locale))
                        .toList());
        model.addAttribute(
                "timeline",
                page.timeline().stream()
                        .map(moment -> words.item(moment, own, zone, locale))
                        .toList());
        model.addAttribute(
                "filters",
                Arrays.stream(Strand.values())
                        .map(one ->
                                new Filter(one.label(), own + (one == Strand.ALL ? "" : "?show=" + one), one == strand))
                        .toList());
        model.addAttribute("older", page.older() == null ? null : own + "?show=" + strand + "&before=" + page.older());
        model.addAttribute("newest", before == null ? null : own + "?show=" + strand);
        model.addAttribute("back", "/staff/cases");
        return "reintegration/casefile/case";
    }

    @PostMapping("/take")
    String take(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me, RedirectAttributes redirect) {
        redirect.addFlashAttribute("notice", desk.take(id, me) ? "cases.taken" : "cases.taken.already");
        return "redirect:/staff/cases/{id}";
    }

    @PostMapping("/move")
    String move(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        String notice;
        try {
            notice = desk.move(id, state(from).orElse(null), state(to).orElse(null), me)
                    ? "cases.moved"
                    : "cases.moved.already";
        } catch (NotYet missing) {
            notice = "cases.not-yet";
        } catch (IllegalMove otherwise) {
            notice = "cases.moved.already";
        }
        redirect.addFlashAttribute("notice", notice);
        return "redirect:/staff/cases/{id}";
    }

    @GetMapping("/edit")
    String edit(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        CaseDesk.Known known = desk.edit(id, me);
        return form(known, known.form(), locale, model);
    }

    @PostMapping("/edit")
    String change(
            @PathVariable CaseId id,
            @ModelAttribute("facts") FactsForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        CaseDesk.Known known = desk.known(id);
        form.check(result, "", known.today());
        if (result.hasErrors()) {
            return form(known, form, locale, model.addAttribute("hasErrors", true));
        }
        try {
            desk.change(id, form, me);
        } catch (CaseDesk.ChangedMeanwhile faster) {
            CaseDesk.Known stored = desk.known(id);
            model.addAttribute("stored", lines(stored.form(), locale));
            model.addAttribute("mine", lines(form, locale));
            return form(stored, form, locale, model.addAttribute("hasErrors", true));
        }
        redirect.addFlashAttribute("notice", "cases.changed");
        return "redirect:/staff/cases/{id}";
    }

    private String form(CaseDesk.Known known, FactsForm form, Locale locale, Model model) {
        if (!model.containsAttribute("facts")) {
            model.addAttribute("facts", form);
        }
        model.addAttribute("file", known.file());
        model.addAttribute("version", known.form().version());
        choices(locale, messages, model);
        model.addAttribute("back", "/staff/cases/" + known.file().id());
        return "reintegration/casefile/edit";
    }

    /** What the fields about a case offer. */
    static void choices(Locale locale, MessageSource messages, Model model) {
        model.addAttribute(
                "types",
                CaseFile.TYPES.stream()
                        .map(type -> new Choice(
                                type,
                                messages.getMessage("cases.type." + type, null, locale),
                                messages.getMessage("cases.type.hint." + type, null, locale),
                                null))
                        .toList());
        model.addAttribute("countries", Countries.in(locale));
        model.addAttribute(
                "languageChoices",
                Arrays.stream(Language.values())
                        .map(known -> Choice.of(known.code(), known.nameIn(locale)))
                        .toList());
        model.addAttribute(
                "flagChoices",
                CaseFile.FLAGS.stream()
                        .map(flag -> Choice.of(flag, messages.getMessage("cases.flag." + flag, null, locale)))
                        .toList());
    }

    private List<String> lines(FactsForm form, Locale locale) {
        CaseFile.Circumstances known = form.circumstances();
        String none = messages.getMessage("cases.none", null, locale);
        return List.of(
                messages.getMessage("cases.type." + known.type(), null, locale),
                known.from() == null ? none : CountryName.of(known.from(), locale),
                known.returnedOn() == null ? none : CentreTime.date(known.returnedOn(), locale),
                known.monthsAbroad() == null ? none : known.monthsAbroad().toString(),
                known.language().nameIn(locale),
                known.flags().isEmpty()
                        ? none
                        : String.join(
                                ", ",
                                CaseFile.FLAGS.stream()
                                        .filter(known.flags()::contains)
                                        .map(flag -> messages.getMessage("cases.flag." + flag, null, locale))
                                        .toList()));
    }

    private static Optional<CaseState> state(@Nullable String typed) {
        return Arrays.stream(CaseState.values())
                .filter(known -> known.name().equals(typed))
                .findFirst();
    }

    private static String day(Instant at, ZoneId zone, Locale locale) {
        return CentreTime.date(LocalDate.ofInstant(at, zone), locale);
    }
}
