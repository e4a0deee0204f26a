package org.mrcportal.outreach.campaign;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.outreach.CampaignId;
import org.mrcportal.outreach.Measure;
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

/** The pages of campaigns. */
@StaffPage
@RequestMapping("/staff/campaigns")
class CampaignController {

    private static final String CLOSED = "outreach.campaign.closed.unchanged";

    private final CampaignDesk desk;
    private final CampaignList list;
    private final CampaignSheets sheets;
    private final CampaignReading reading;
    private final ReachWords words;

    CampaignController(
            CampaignDesk desk, CampaignList list, CampaignSheets sheets, CampaignReading reading, ReachWords words) {
        this.desk = desk;
        this.list = list;
        this.sheets = sheets;
        this.reading = reading;
        this.words = words;
    }

    /**
     * What the list shows.
     *
     * @param before where it begins
     */
    record Filter(@Nullable String centre, @Nullable String before) {}

    @GetMapping
    String list(
            @ModelAttribute("filter") Filter filter,
            BindingResult ignored,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        var listed = list.of(me, filter.centre(), DayPlace.of(filter.before()).orElse(null), locale);
        model.addAttribute("listed", listed);
        model.addAttribute(
                "centreChoices",
                listed.choices().stream()
                        .map(card -> Choice.of(card.code(), card.city()))
                        .toList());
        model.addAttribute(
                "next",
                listed.next() == null
                        ? null
                        : "/staff/campaigns?centre=" + listed.centre().code() + "&before=" + listed.next());
        return "outreach/campaign/list";
    }

    @GetMapping("/new")
    String blank(
            @RequestParam(required = false) @Nullable String centre,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        return form(sheets.blank(me, centre, locale), "/staff/campaigns/new", model);
    }

    @PostMapping("/new")
    String begin(
            @ModelAttribute("campaign") CampaignForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        var sheet = sheets.again(me, form, locale);
        form.check(result, sheet.audienceCodes());
        if (result.hasErrors()) {
            return form(sheet, "/staff/campaigns/new", model.addAttribute("hasErrors", true));
        }
        CampaignId id;
        try {
            id = desk.begin(sheet.centre().id(), form, me);
        } catch (DataIntegrityViolationException twice) {
            id = desk.begin(sheet.centre().id(), form, me);
        }
        redirect.addFlashAttribute("notice", "outreach.campaign.saved");
        return "redirect:/staff/campaigns/" + id;
    }

    @GetMapping("/{id}")
    String open(
            @PathVariable CampaignId id,
            @RequestParam(required = false) @Nullable String before,
            Locale locale,
            Model model) {
        model.addAttribute("target", TargetForm.BLANK);
        return page(id, before, locale, model);
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable CampaignId id, Locale locale, Model model) {
        return form(sheets.filled(id, locale), "/staff/campaigns/" + id + "/edit", model);
    }

    @PostMapping("/{id}/edit")
    String change(
            @PathVariable CampaignId id,
            @ModelAttribute("campaign") CampaignForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        var sheet = sheets.again(me, form, locale);
        form.check(result, sheet.audienceCodes());
        if (!result.hasErrors()) {
            try {
                desk.change(id, form);
                redirect.addFlashAttribute("notice", "outreach.campaign.saved");
                return "redirect:/staff/campaigns/{id}";
            } catch (Campaign.Closed closed) {
                result.reject(CLOSED);
            }
        }
        sheets.filled(id, locale); // of another centre, it is not there
        return form(sheet, "/staff/campaigns/" + id + "/edit", model.addAttribute("hasErrors", true));
    }

    @PostMapping("/{id}/close")
    String close(@PathVariable CampaignId id, RedirectAttributes redirect) {
        desk.close(id);
        redirect.addFlashAttribute("notice", "outreach.campaign.closed.done");
        return "redirect:/staff/campaigns/{id}";
    }

    @PostMapping("/{id}/targets")
    String setTarget(
            @PathVariable CampaignId id,
            @ModelAttribute("target") TargetForm form,
            BindingResult result,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        form.check(result);
        if (!result.hasErrors()) {
            try {
                desk.setTarget(id, form.where().orElseThrow(), form.what().orElseThrow(), form.target());
                redirect.addFlashAttribute("notice", "outreach.target.saved");
                return "redirect:/staff/campaigns/{id}";
            } catch (Campaign.Closed closed) {
                result.reject(CLOSED);
            }
        }
        return page(id, null, locale, model.addAttribute("hasErrors", true));
    }

    private String page(CampaignId id, @Nullable String before, Locale locale, Model model) {
        var campaign = reading.open(id, DayPlace.of(before).orElse(null), locale);
        model.addAttribute("campaign", campaign);
        model.addAttribute(
                "next", campaign.next() == null ? null : "/staff/campaigns/" + id + "?before=" + campaign.next());
        model.addAttribute(
                "measures",
                Arrays.stream(Measure.values())
                        .map(measure -> Choice.of(measure.name(), words.labels().measure(measure, locale)))
                        .toList());
        model.addAttribute("platforms", words.platforms(locale));
        model.addAttribute(
                "back", "/staff/campaigns?centre=" + campaign.centre().code());
        return "outreach/campaign/campaign";
    }

    private String form(CampaignSheets.Sheet sheet, String action, Model model) {
        if (!model.containsAttribute("campaign")) {
            model.addAttribute("campaign", sheet.form());
        }
        model.addAttribute("sheet", sheet);
        model.addAttribute("action", action);
        model.addAttribute("currencies", words.currencies());
        return "outreach/campaign/form";
    }
}
