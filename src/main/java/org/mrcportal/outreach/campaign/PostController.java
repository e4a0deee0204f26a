package org.mrcportal.outreach.campaign;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.outreach.CampaignId;
import org.mrcportal.outreach.Measure;
import org.mrcportal.outreach.PostId;
import org.mrcportal.outreach.Typed;
import org.mrcportal.outreach.code.ShortCodes;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
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

/** The pages of a campaign's posts. */
@StaffPage
@RequestMapping("/staff/campaigns/{campaign}/posts")
class PostController {

    private static final Set<String> TARGETS = Set.of("BOOK", "SESSIONS");

    private final PostDesk desk;
    private final PostReading reading;
    private final ReachWords words;

    PostController(PostDesk desk, PostReading reading, ReachWords words) {
        this.desk = desk;
        this.reading = reading;
        this.words = words;
    }

    @GetMapping("/new")
    String blank(@PathVariable CampaignId campaign, Locale locale, Model model) {
        return form(reading.blank(campaign, locale), locale, model);
    }

    @PostMapping("/new")
    String add(
            @PathVariable CampaignId campaign,
            @ModelAttribute("post") PostForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        var sheet = reading.blank(campaign, locale);
        form.check(result, sheet.topicCodes(), sheet.leaderIds(), sheet.today(), true);
        if (!result.hasErrors()) {
            try {
                PostId id = added(campaign, form, me);
                redirect.addFlashAttribute("notice", "outreach.post.saved");
                return "redirect:/staff/campaigns/{campaign}/posts/" + id;
            } catch (Campaign.Closed closed) {
                result.reject("outreach.campaign.closed.unchanged");
            } catch (DataIntegrityViolationException known) {
                result.rejectValue(Typed.isBlank(form.externalId()) ? "link" : "externalId", "outreach.post.known");
            }
        }
        return form(sheet, locale, model.addAttribute("hasErrors", true));
    }

    /** Of a form sent twice at once, the slower one finds the faster one's post; a post known before is refused. */
    private PostId added(CampaignId campaign, PostForm form, StaffMember me) {
        try {
            return desk.add(campaign, form, me);
        } catch (DataIntegrityViolationException twiceOrKnown) {
            return desk.add(campaign, form, me);
        }
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable CampaignId campaign, @PathVariable PostId id, Locale locale, Model model) {
        return form(reading.filled(campaign, id, locale), locale, model);
    }

    @PostMapping("/{id}/edit")
    String change(
            @PathVariable CampaignId campaign,
            @PathVariable PostId id,
            @ModelAttribute("post") PostForm form,
            BindingResult result,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        var sheet = reading.filled(campaign, id, locale);
        form.check(result, sheet.topicCodes(), sheet.leaderIds(), sheet.today(), false);
        if (!result.hasErrors()) {
            try {
                desk.change(id, form, sheet.leaderIds());
                redirect.addFlashAttribute("notice", "outreach.post.saved");
                return "redirect:/staff/campaigns/{campaign}/posts/{id}";
            } catch (DataIntegrityViolationException known) {
                result.rejectValue(Typed.isBlank(form.externalId()) ? "link" : "externalId", "outreach.post.known");
            }
        }
        return form(sheet, locale, model.addAttribute("hasErrors", true));
    }

    @GetMapping("/{id}")
    String open(
            @PathVariable CampaignId campaign,
            @PathVariable PostId id,
            @RequestParam(required = false) @Nullable String day,
            Locale locale,
            Model model) {
        var page = reading.open(campaign, id, locale);
        model.addAttribute("snapshot", page.figures(Typed.day(day).orElse(null)));
        return page(page, locale, model);
    }

    @PostMapping("/{id}/snapshots")
    String enter(
            @PathVariable CampaignId campaign,
            @PathVariable PostId id,
            @ModelAttribute("snapshot") SnapshotForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        var page = reading.open(campaign, id, locale);
        form.check(result, page.platform(), page.postedOn(), page.today());
        if (result.hasErrors()) {
            return page(page, locale, model.addAttribute("hasErrors", true));
        }
        boolean fell = desk.enter(id, form, me);
        redirect.addFlashAttribute("notice", fell ? "outreach.snapshot.saved.fell" : "outreach.snapshot.saved");
        return "redirect:/staff/campaigns/{campaign}/posts/{id}";
    }

    @PostMapping("/{id}/code")
    String giveCode(
            @PathVariable CampaignId campaign,
            @PathVariable PostId id,
            @RequestParam(defaultValue = "SESSIONS") String target,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            RedirectAttributes redirect) {
        reading.open(campaign, id, locale);
        if (!TARGETS.contains(target)) {
            throw new NotFound("a target");
        }
        desk.giveCode(id, ShortCodes.Target.valueOf(target), me);
        redirect.addFlashAttribute("notice", "outreach.post.code.made");
        return "redirect:/staff/campaigns/{campaign}/posts/{id}";
    }

    private String page(PostReading.Page page, Locale locale, Model model) {
        model.addAttribute("page", page);
        model.addAttribute(
                "measures",
                Arrays.stream(Measure.values())
                        .map(measure ->
                                Choice.of(measure.column(), words.labels().measure(measure, locale)))
                        .toList());
        model.addAttribute("currencies", words.currencies());
        model.addAttribute("back", "/staff/campaigns/" + page.campaign());
        return "outreach/campaign/post";
    }

    private String form(PostReading.Sheet sheet, Locale locale, Model model) {
        if (!model.containsAttribute("post")) {
            model.addAttribute("post", sheet.form());
        }
        model.addAttribute("sheet", sheet);
        model.addAttribute(
                "action",
                "/staff/campaigns/" + sheet.campaign() + "/posts/"
                        + (sheet.post() == null ? "new" : sheet.post() + "/edit"));
        model.addAttribute("platforms", words.platforms(locale));
        model.addAttribute(
                "languageChoices",
                Arrays.stream(Language.values())
                        .map(language -> Choice.of(language.code(), language.nameIn(locale)))
                        .toList());
        model.addAttribute(
                "back",
                "/staff/campaigns/" + sheet.campaign() + (sheet.post() == null ? "" : "/posts/" + sheet.post()));
        return "outreach/campaign/post-form";
    }
}
