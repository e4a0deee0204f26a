package org.mrcportal.partners.directory;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Districts;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PhoneNumber;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
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

/** The pages of the directory of partners. */
@StaffPage
@RequestMapping("/staff/partners")
class DirectoryController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final String ENTRY = "redirect:/staff/partners/{id}";
    private final DirectoryDesk desk;
    private final PartnerWords words;
    private final PartnerFile file;
    private final Districts districts;
    private final MessageSource messages;

    DirectoryController(
            DirectoryDesk desk, PartnerWords words, PartnerFile file, Districts districts, MessageSource messages) {
        this.desk = desk;
        this.words = words;
        this.file = file;
        this.districts = districts;
        this.messages = messages;
    }

    /** Whether the reader may change the directory. */
    @ModelAttribute("keeps")
    boolean keeps(@AuthenticationPrincipal StaffMember me) {
        return me.is(Role.CASE_WORKER) || me.is(Role.CENTRE_MANAGER);
    }

    /** A line of the list, in the reader's words. */
    record Line(
            UUID id,
            String name,
            String kind,
            String services,
            String regions,
            @Nullable String phone,
            @Nullable String email,
            boolean emailWaits,
            @Nullable String verifiedOn,
            boolean stale,
            boolean agreementOver,
            boolean retired) {}

    @GetMapping
    String list(
            @ModelAttribute("filter") DirectoryDesk.Filter filter,
            BindingResult ignored,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        DirectoryDesk.Directory directory = desk.directory(me, filter, locale);
        model.addAttribute("directory", directory);
        model.addAttribute(
                "lines",
                directory.partners().stream()
                        .map(card -> line(card, directory, locale))
                        .toList());
        model.addAttribute("services", services(locale));
        model.addAttribute("regions", regions(directory.centre(), locale));
        model.addAttribute(
                "centres",
                directory.open().stream()
                        .map(c -> Choice.of(c.code(), c.city()))
                        .toList());
        return "partners/directory/list";
    }

    /** The list as a file, with the same filter. */
    @GetMapping("/file")
    ResponseEntity<String> file(
            @ModelAttribute("filter") DirectoryDesk.Filter filter,
            BindingResult ignored,
            @AuthenticationPrincipal StaffMember me,
            Locale locale) {
        DirectoryDesk.Directory directory = desk.directory(me, filter, locale);
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("partners_%s.csv"
                                        .formatted(directory.centre().code()))
                                .build()
                                .toString())
                .body(file.of(directory, locale));
    }

    @GetMapping("/new")
    String blank(
            @RequestParam(required = false) @Nullable String centre,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        DirectoryDesk.Sheet sheet = desk.blank(me, centre, locale);
        return form(sheet.centre(), sheet.form(), null, locale, model);
    }

    @PostMapping("/new")
    String add(
            @ModelAttribute("partner") PartnerForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        CentreCard centre = desk.blank(me, form.centre(), locale).centre();
        form.check(result, centre.country(), words.regions(centre, locale));
        if (result.hasErrors()) {
            return form(centre, form, null, locale, model.addAttribute("hasErrors", true));
        }
        redirect.addAttribute("id", registered(me, centre, form, locale));
        redirect.addFlashAttribute("notice", "partners.saved");
        return ENTRY;
    }

    /** Of a form sent twice at once, the slower one finds the faster one's partner. */
    private UUID registered(StaffMember me, CentreCard centre, PartnerForm form, Locale locale) {
        try {
            return desk.register(me, centre, form, locale);
        } catch (DataIntegrityViolationException sentTwice) {
            return desk.register(me, centre, form, locale);
        }
    }

    @GetMapping("/{id}")
    String open(@PathVariable UUID id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        DirectoryDesk.Entry entry = desk.open(id, me, locale);
        PartnerCard card = entry.card();
        LocalDate from = entry.details().agreementFrom();
        model.addAttribute("entry", entry);
        model.addAttribute("kind", words.kind(card.kind(), locale));
        model.addAttribute("services", words.services(card.services(), locale));
        model.addAttribute("regions", words.regionNames(card.regions(), entry.centre(), locale));
        model.addAttribute("spoken", words.languages(card.languages(), locale));
        model.addAttribute("phone", card.phone() == null ? null : new PhoneNumber(card.phone()).readable());
        model.addAttribute("verifiedOn", date(card.verifiedOn(), locale));
        model.addAttribute("agreementFrom", date(from, locale));
        model.addAttribute("agreementUntil", date(card.agreementUntil(), locale));
        model.addAttribute("back", "/staff/partners?centre=" + entry.centre().code());
        return "partners/directory/partner";
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable UUID id, Locale locale, Model model) {
        DirectoryDesk.Sheet sheet = desk.find(id, locale);
        return form(sheet.centre(), sheet.form(), id, locale, model);
    }

    @PostMapping("/{id}/edit")
    String change(
            @PathVariable UUID id,
            @ModelAttribute("partner") PartnerForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        CentreCard centre = desk.find(id, locale).centre();
        form.check(result, centre.country(), words.regions(centre, locale));
        if (result.hasErrors()) {
            return form(centre, form, id, locale, model.addAttribute("hasErrors", true));
        }
        try {
            desk.change(id, centre, form, me, locale);
        } catch (OptimisticLockingFailureException changedMeanwhile) {
            return bothTexts(id, form, result, locale, model);
        }
        redirect.addFlashAttribute("notice", "partners.saved");
        return ENTRY;
    }

    /** Nothing is overwritten: the reader sees what is stored by now beside the own text, and decides. */
    private String bothTexts(UUID id, PartnerForm typed, BindingResult result, Locale locale, Model model) {
        DirectoryDesk.Sheet stored = desk.find(id, locale);
        result.reject("partners.changed-meanwhile");
        model.addAttribute("differences", words.differences(stored.form(), typed, stored.centre(), locale));
        model.addAttribute("version", stored.form().version());
        return form(stored.centre(), typed, id, locale, model.addAttribute("hasErrors", true));
    }

    @PostMapping("/{id}/verified")
    String verified(
            @PathVariable UUID id,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            RedirectAttributes redirect) {
        desk.verified(id, me, locale);
        redirect.addFlashAttribute("notice", "partners.verified");
        return ENTRY;
    }

    /** Confirms the address the reader has seen, and no other. */
    @PostMapping("/{id}/email")
    String confirmEmail(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String email,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            RedirectAttributes redirect) {
        boolean confirmed = desk.confirmEmail(id, email, me, locale);
        redirect.addFlashAttribute("notice", confirmed ? "partners.email.confirmed" : "partners.email.not-confirmed");
        return ENTRY;
    }

    @PostMapping("/{id}/retire")
    String retire(@PathVariable UUID id, RedirectAttributes redirect) {
        desk.retire(id);
        redirect.addFlashAttribute("notice", "partners.retired.now");
        return ENTRY;
    }

    @PostMapping("/{id}/restore")
    String restore(@PathVariable UUID id, RedirectAttributes redirect) {
        desk.restore(id);
        redirect.addFlashAttribute("notice", "partners.restored");
        return ENTRY;
    }

    private String form(CentreCard centre, PartnerForm form, @Nullable UUID id, Locale locale, Model model) {
        if (!model.containsAttribute("partner")) {
            model.addAttribute("partner", form);
        }
        String own = "/staff/partners/" + id;
        model.addAttribute("centre", centre);
        if (!model.containsAttribute("version")) {
            model.addAttribute("version", form.version());
        }
        model.addAttribute("action", id == null ? "/staff/partners/new" : own + "/edit");
        model.addAttribute(
                "kinds",
                Partner.KINDS.stream()
                        .map(k -> Choice.of(k, say("partners.kind." + k, locale)))
                        .toList());
        model.addAttribute("services", services(locale));
        model.addAttribute("regions", regions(centre, locale));
        model.addAttribute(
                "spoken",
                Arrays.stream(Language.values())
                        .map(l -> Choice.of(l.code(), l.nameIn(locale)))
                        .toList());
        model.addAttribute(
                "yesNo",
                List.of(Choice.of("yes", say("partners.yes", locale)), Choice.of("no", say("partners.no", locale))));
        model.addAttribute("back", id == null ? "/staff/partners?centre=" + centre.code() : own);
        return "partners/directory/edit";
    }

    private Line line(PartnerCard card, DirectoryDesk.Directory directory, Locale locale) {
        String phone = card.phone();
        return new Line(
                card.id(),
                card.name(),
                words.kind(card.kind(), locale),
                words.services(card.services(), locale),
                words.regionNames(card.regions(), directory.centre(), locale),
                phone == null ? null : new PhoneNumber(phone).readable(),
                card.email(),
                card.emailWaits(),
                date(card.verifiedOn(), locale),
                card.isStaleOn(directory.today()),
                card.agreementIsOverOn(directory.today()),
                card.retired());
    }

    private List<Choice> services(Locale locale) {
        return PartnerCard.SERVICES.stream()
                .map(code -> Choice.of(code, say(PartnerCard.label(code), locale)))
                .toList();
    }

    private List<Choice> regions(CentreCard centre, Locale locale) {
        return districts.regions(centre.country(), locale).stream()
                .map(region -> Choice.of(region.code(), region.name()))
                .toList();
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    private static @Nullable String date(@Nullable LocalDate day, Locale locale) {
        return day == null ? null : CentreTime.date(day, locale);
    }
}
