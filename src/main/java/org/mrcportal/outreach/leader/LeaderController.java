package org.mrcportal.outreach.leader;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.Districts;
import org.mrcportal.outreach.Typed;
import org.mrcportal.outreach.field.FieldCentres;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.StaffPage;
import org.springframework.dao.DataIntegrityViolationException;
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

/** The pages of the register of leaders. */
@StaffPage
@RequestMapping("/staff/leaders")
class LeaderController {

    private final LeaderDesk desk;
    private final FieldCentres centres;
    private final Districts districts;

    LeaderController(LeaderDesk desk, FieldCentres centres, Districts districts) {
        this.desk = desk;
        this.centres = centres;
        this.districts = districts;
    }

    /** What the list is filtered by; {@code q} is a name. */
    record Filter(
            @Nullable String centre,
            @Nullable String q,
            @Nullable String kind) {}

    @GetMapping
    String list(
            @ModelAttribute("filter") Filter filter,
            BindingResult ignored,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        model.addAttribute("register", desk.register(me, filter.centre(), filter.q(), filter.kind(), locale));
        model.addAttribute("kinds", kinds(locale));
        return "outreach/leader/register";
    }

    @GetMapping("/new")
    String blank(
            @RequestParam(required = false) @Nullable String centre,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        return page(desk.blank(me, centre, locale), null, locale, model);
    }

    @PostMapping("/new")
    String add(
            @ModelAttribute("leader") LeaderForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        LeaderDesk.Sheet sheet = desk.again(me, form, locale);
        form.check(result, districts, desk.today(sheet.centre()));
        if (result.hasErrors()) {
            return page(sheet, null, locale, model.addAttribute("hasErrors", true));
        }
        redirect.addFlashAttribute("notice", "leaders.saved");
        return "redirect:/staff/leaders/" + registered(me, sheet, form);
    }

    /** Of a form sent twice at once, the slower one finds the faster one's entry. */
    private UUID registered(StaffMember me, LeaderDesk.Sheet sheet, LeaderForm form) {
        try {
            return desk.register(me, sheet.centre(), form);
        } catch (DataIntegrityViolationException sentTwice) {
            return desk.register(me, sheet.centre(), form);
        }
    }

    @GetMapping("/{id}")
    String open(@PathVariable UUID id, Locale locale, Model model) {
        return leader(id, locale, model);
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable UUID id, Locale locale, Model model) {
        return page(desk.find(id, locale), id, locale, model);
    }

    @PostMapping("/{id}/edit")
    String change(
            @PathVariable UUID id,
            @ModelAttribute("leader") LeaderForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        LeaderDesk.Sheet sheet = desk.again(me, form, locale);
        form.check(result, districts, desk.today(sheet.centre()));
        if (result.hasErrors()) {
            desk.find(id, locale); // of another centre, it is not there
            return page(sheet, id, locale, model.addAttribute("hasErrors", true));
        }
        try {
            desk.change(id, form);
            redirect.addFlashAttribute("notice", "leaders.saved");
        } catch (Leader.Withdrawn meanwhile) {
            redirect.addFlashAttribute("notice", "leaders.withdrawn");
        }
        return "redirect:/staff/leaders/{id}";
    }

    @PostMapping("/{id}/withdraw")
    String withdraw(@PathVariable UUID id, RedirectAttributes redirect) {
        desk.withdraw(id);
        redirect.addFlashAttribute("notice", "leaders.withdrawn");
        return "redirect:/staff/leaders/{id}";
    }

    @PostMapping("/{id}/trainings")
    String train(
            @PathVariable UUID id,
            @ModelAttribute("training") TrainingForm form,
            BindingResult result,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        LocalDate day = Typed.day(form.day()).orElse(null);
        List<Choice> topics = desk.topics(locale);
        String topic = topics.stream()
                .map(Choice::value)
                .filter(code -> code.equals(form.topic()))
                .findFirst()
                .orElse(null);
        if (day == null) {
            result.rejectValue("day", "field.day.wrong");
        }
        if (topic == null) {
            result.rejectValue("topic", "leaders.training.topic.missing");
        }
        if (day == null || topic == null) {
            return leader(id, locale, model.addAttribute("hasErrors", true));
        }
        desk.train(id, day, topic);
        redirect.addFlashAttribute("notice", "leaders.training.saved");
        return "redirect:/staff/leaders/{id}";
    }

    private String leader(UUID id, Locale locale, Model model) {
        LeaderDesk.Opened opened = desk.open(id, locale);
        if (!model.containsAttribute("training")) {
            model.addAttribute("training", new TrainingForm(null, null));
        }
        model.addAttribute("leader", opened);
        model.addAttribute("topics", opened.name() == null ? List.of() : desk.topics(locale));
        model.addAttribute("back", "/staff/leaders?centre=" + opened.centre().code());
        return "outreach/leader/leader";
    }

    private String page(LeaderDesk.Sheet sheet, @Nullable UUID id, Locale locale, Model model) {
        if (!model.containsAttribute("leader")) {
            model.addAttribute("leader", sheet.form());
        }
        String own = "/staff/leaders/" + id;
        model.addAttribute("sheet", sheet);
        model.addAttribute("action", id == null ? "/staff/leaders/new" : own + "/edit");
        model.addAttribute("kinds", kinds(locale));
        model.addAttribute("languageChoices", centres.named(Leader.LANGUAGES, "leaders.language.", locale));
        model.addAttribute("ways", centres.named(Leader.WAYS, "leaders.way.", locale));
        model.addAttribute("places", districts.places(sheet.centre().country(), locale));
        model.addAttribute(
                "back", id == null ? "/staff/leaders?centre=" + sheet.centre().code() : own);
        return "outreach/leader/edit";
    }

    private List<Choice> kinds(Locale locale) {
        return centres.named(Leader.KINDS, "leaders.kind.", locale);
    }
}
