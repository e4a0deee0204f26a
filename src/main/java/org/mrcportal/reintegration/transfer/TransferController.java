package org.mrcportal.reintegration.transfer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.shared.Choice;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Giving a case to another centre. */
@StaffPage
@RequestMapping("/staff/cases/{id}/transfer")
class TransferController {

    private static final String SHEET = "redirect:/staff/cases/{id}/transfer";

    private final TransferDesk desk;
    private final Centres centres;
    private final MessageSource messages;

    TransferController(TransferDesk desk, Centres centres, MessageSource messages) {
        this.desk = desk;
        this.centres = centres;
        this.messages = messages;
    }

    @GetMapping
    String sheet(@PathVariable UUID id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        model.addAttribute("transfer", TransferForm.blank(UUID.randomUUID().toString()));
        return page(desk.sheet(new CaseId(id), me), CentreNames.of(centres, locale), locale, model);
    }

    @PostMapping
    String offer(
            @PathVariable UUID id,
            @ModelAttribute("transfer") TransferForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        TransferDesk.Sheet sheet = desk.sheet(new CaseId(id), me);
        CaseCard card = sheet.card();
        CentreNames names = CentreNames.of(centres, locale);
        List<CentreCard> others = names.without(card.centre());
        form.check(result, others.stream().map(CentreCard::code).toList(), card.household());
        Optional<CentreCard> to =
                others.stream().filter(one -> one.code().equals(form.to())).findFirst();
        if (!result.hasErrors()) {
            try {
                desk.offer(card.id(), to.orElseThrow(), form, me);
                redirect.addFlashAttribute("notice", "transfer.offered");
                return SHEET;
            } catch (TransferDesk.Refused refused) {
                result.reject("transfer.not-possible");
            } catch (TransferDesk.NobodyThere nobody) {
                result.rejectValue("to", "transfer.to.nobody");
            }
        }
        return page(sheet, names, locale, model.addAttribute("hasErrors", true));
    }

    @PostMapping("/withdraw")
    String withdraw(@PathVariable UUID id, @AuthenticationPrincipal StaffMember me, RedirectAttributes redirect) {
        desk.withdraw(new CaseId(id), me);
        redirect.addFlashAttribute("notice", "transfer.withdrawn");
        return SHEET;
    }

    private String page(TransferDesk.Sheet sheet, CentreNames names, Locale locale, Model model) {
        CaseCard card = sheet.card();
        TransferDesk.Given given = sheet.given();
        CaseCard.Origin origin = card.origin();
        model.addAttribute("file", card);
        model.addAttribute("sheet", sheet);
        model.addAttribute("given", given);
        model.addAttribute("to", given == null ? null : names.name(given.to()));
        model.addAttribute("from", origin == null ? null : names.name(origin.from()));
        model.addAttribute(
                "others",
                names.without(card.centre()).stream()
                        .map(one -> Choice.of(one.code(), one.name()))
                        .toList());
        model.addAttribute("urgencies", choices(TransferForm.URGENCIES, one -> say("transfer.urgency." + one, locale)));
        model.addAttribute(
                "parts",
                TransferForm.possible(card.household()).stream()
                        .map(one -> new Choice(
                                one,
                                say("transfer.takes." + one, locale),
                                say("transfer.takes.hint." + one, locale),
                                null))
                        .toList());
        model.addAttribute("ways", choices(TransferForm.WAYS, one -> say("transfer.how." + one, locale)));
        model.addAttribute("back", "/staff/cases/" + card.id());
        return "reintegration/transfer/transfer";
    }

    private static List<Choice> choices(List<String> codes, Function<String, String> label) {
        return codes.stream().map(code -> Choice.of(code, label.apply(code))).toList();
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
