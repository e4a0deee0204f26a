package org.mrcportal.reintegration.fund;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.Rule;
import org.mrcportal.reintegration.StoredField;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Currencies;
import org.mrcportal.shared.StaffPage;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
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

/** The pages of the funds. */
@StaffPage
@RequestMapping("/staff/funds")
class FundController {

    private static final String LIST = "redirect:/staff/funds";
    private static final String SAVED = "cases.saved";

    private final FundDesk desk;
    private final FundRecordsDesk records;

    FundController(FundDesk desk, FundRecordsDesk records) {
        this.desk = desk;
        this.records = records;
    }

    @GetMapping
    String list(@AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        model.addAttribute("limit", LimitForm.BLANK);
        return overview(me, locale, model);
    }

    @PostMapping("/limits")
    String limit(
            @ModelAttribute("limit") LimitForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        form.check(result);
        if (result.hasErrors()) {
            return overview(me, locale, model.addAttribute("hasErrors", true));
        }
        desk.limit(form, me, locale);
        redirect.addFlashAttribute("notice", SAVED);
        return LIST;
    }

    @GetMapping("/new")
    String blank(
            @RequestParam(required = false) @Nullable String centre,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        model.addAttribute("fund", FundForm.blank(centre));
        return page(null, me, locale, model);
    }

    @PostMapping("/new")
    String open(
            @ModelAttribute("fund") FundForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        form.check(result);
        if (result.hasErrors()) {
            return page(null, me, locale, model.addAttribute("hasErrors", true));
        }
        try {
            desk.open(form, me, locale);
        } catch (DataIntegrityViolationException sentTwice) {
            desk.open(form, me, locale);
        }
        redirect.addFlashAttribute("notice", SAVED);
        return LIST;
    }

    @GetMapping("/{id}")
    String edit(@PathVariable UUID id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        FundForm form = desk.form(id);
        model.addAttribute("fund", form);
        model.addAttribute("version", form.version());
        return page(id, me, locale, model);
    }

    @GetMapping("/{id}/records")
    String records(@PathVariable UUID id, @AuthenticationPrincipal StaffMember me, Model model) {
        model.addAttribute("records", records.of(id, me));
        model.addAttribute("back", "/staff/funds");
        return "reintegration/fund/records";
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable UUID id,
            @ModelAttribute("fund") FundForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        desk.form(id); // of another centre, it is not there
        form.check(result);
        model.addAttribute("version", form.version());
        if (!result.hasErrors()) {
            try {
                if (desk.change(id, form)) {
                    redirect.addFlashAttribute("notice", SAVED);
                    return LIST;
                }
                result.rejectValue("amount", "cases.fund.less-than-committed");
            } catch (FundDesk.Stale stale) {
                stored(stale.stored(), result, model);
            } catch (ObjectOptimisticLockingFailureException faster) {
                stored(desk.form(id), result, model);
            } catch (DataIntegrityViolationException refused) {
                switch (Rule.brokenBy(refused)) {
                    case "fund_left" -> result.rejectValue("amount", "cases.fund.less-than-committed");
                    case "fund_period" -> result.rejectValue("endsOn", "cases.fund.decided-outside");
                    default -> result.rejectValue("currency", "cases.fund.currency-in-use");
                }
            }
        }
        return page(id, me, locale, model.addAttribute("hasErrors", true));
    }

    private static void stored(FundForm stored, BindingResult result, Model model) {
        model.addAttribute(
                "stored",
                List.of(
                        new StoredField("cases.fund.project", stored.project()),
                        new StoredField("cases.fund.donor", stored.donor()),
                        new StoredField("cases.fund.amount", stored.amount()),
                        new StoredField("cases.fund.currency", stored.currency()),
                        new StoredField("cases.fund.from", stored.startsOn()),
                        new StoredField("cases.fund.until", stored.endsOn())));
        model.addAttribute("version", stored.version());
        result.reject("cases.stale");
    }

    private String overview(StaffMember me, Locale locale, Model model) {
        model.addAttribute("overview", desk.overview(me, locale));
        model.addAttribute("currencies", currencies());
        return "reintegration/fund/funds";
    }

    private String page(@Nullable UUID id, StaffMember me, Locale locale, Model model) {
        model.addAttribute("action", id == null ? "/staff/funds/new" : "/staff/funds/" + id);
        model.addAttribute("isNew", id == null);
        model.addAttribute(
                "centres",
                desk.centres(me, locale).stream()
                        .map(card -> Choice.of(card.code(), card.city()))
                        .toList());
        model.addAttribute("currencies", currencies());
        model.addAttribute("back", "/staff/funds");
        return "reintegration/fund/edit";
    }

    private static List<Choice> currencies() {
        return Currencies.ALL.stream().map(code -> Choice.of(code, code)).toList();
    }
}
