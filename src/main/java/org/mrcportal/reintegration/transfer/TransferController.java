package org.mrcportal.reintegration.transfer;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Giving a case to another centre, and taking one on. */
@StaffPage
class TransferController {

    private static final String SHEET = "redirect:/staff/cases/{id}/transfer";
    private static final String OFFERS = "redirect:/staff/transfers";

    private final TransferDesk desk;
    private final Centres centres;
    private final MessageSource messages;

    TransferController(TransferDesk desk, Centres centres, MessageSource messages) {
        this.desk = desk;
        this.centres = centres;
        this.messages = messages;
    }

    /** A line of the list of offers. */
    record Line(UUID id, String from, String caseType, String language, String urgency, String since) {}

    @GetMapping("/staff/cases/{id}/transfer")
    String sheet(@PathVariable UUID id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        model.addAttribute("transfer", new TransferForm(UUID.randomUUID().toString(), null, "NORMAL", null));
        return page(desk.sheet(new CaseId(id), me), locale, model);
    }

    @PostMapping("/staff/cases/{id}/transfer")
    String offer(
            @PathVariable UUID id,
            @ModelAttribute("transfer") TransferForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        TransferDesk.Sheet sheet = desk.sheet(new CaseId(id), me);
        List<CentreCard> others = others(sheet, locale);
        form.check(result, others.stream().map(CentreCard::code).toList());
        if (result.hasErrors()) {
            return page(sheet, locale, model.addAttribute("hasErrors", true));
        }
        Optional<CentreCard> to =
                others.stream().filter(one -> one.code().equals(form.to())).findFirst();
        try {
            desk.offer(new CaseId(id), to.orElseThrow(), form, me);
            redirect.addFlashAttribute("notice", "transfer.offered");
        } catch (TransferDesk.Refused refused) {
            redirect.addFlashAttribute("notice", "transfer.not-possible");
        }
        return SHEET;
    }

    @PostMapping("/staff/cases/{id}/transfer/withdraw")
    String withdraw(@PathVariable UUID id, @AuthenticationPrincipal StaffMember me, RedirectAttributes redirect) {
        desk.withdraw(new CaseId(id), me);
        redirect.addFlashAttribute("notice", "transfer.withdrawn");
        return SHEET;
    }

    private String page(TransferDesk.Sheet sheet, Locale locale, Model model) {
        TransferDesk.Given given = sheet.given();
        TransferDesk.Arrived arrived = sheet.arrived();
        model.addAttribute("file", sheet.card());
        model.addAttribute("sheet", sheet);
        model.addAttribute("given", given);
        model.addAttribute("to", given == null ? null : name(given.to(), locale));
        model.addAttribute("from", arrived == null ? null : name(arrived.from(), locale));
        model.addAttribute(
                "others",
                others(sheet, locale).stream()
                        .map(one -> Choice.of(one.code(), one.name()))
                        .toList());
        model.addAttribute(
                "urgencies",
                TransferForm.URGENCIES.stream()
                        .map(one -> Choice.of(one, say("transfer.urgency." + one, locale)))
                        .toList());
        model.addAttribute("back", "/staff/cases/" + sheet.card().id());
        return "reintegration/transfer/transfer";
    }

    @GetMapping("/staff/transfers")
    String offers(Locale locale, Model model) {
        List<CentreCard> all = all(locale);
        model.addAttribute(
                "lines",
                desk.offered().stream()
                        .map(one -> new Line(
                                one.id(),
                                named(all, one.from()),
                                say("cases.type." + one.caseType(), locale),
                                Language.ofCode(one.language())
                                        .map(l -> l.nameIn(locale))
                                        .orElse(one.language()),
                                say("transfer.urgency." + one.urgency(), locale),
                                CentreTime.date(CentreTime.day(one.offeredAt(), zone(all, one.to())), locale)))
                        .toList());
        model.addAttribute(
                "reasons",
                TransferDesk.REASONS.stream()
                        .map(code -> Choice.of(code, say("transfer.reason." + code, locale)))
                        .toList());
        return "reintegration/transfer/offers";
    }

    @PostMapping("/staff/transfers/{transfer}/accept")
    String accept(@PathVariable UUID transfer, @AuthenticationPrincipal StaffMember me, RedirectAttributes redirect) {
        TransferDesk.Offered offer = desk.offered(transfer);
        try {
            redirect.addAttribute("id", both(offer).call(() -> desk.accept(offer, me)));
            redirect.addFlashAttribute("notice", "transfer.accepted");
            return "redirect:/staff/cases/{id}/transfer";
        } catch (TransferDesk.Refused late) {
            redirect.addFlashAttribute("notice", "transfer.not-possible");
            return OFFERS;
        }
    }

    @PostMapping("/staff/transfers/{transfer}/refuse")
    String refuse(
            @PathVariable UUID transfer, @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
        TransferDesk.Offered offer = desk.offered(transfer);
        if (TransferDesk.REASONS.contains(reason)) {
            try {
                both(offer).run(() -> desk.refuse(offer, reason));
                redirect.addFlashAttribute("notice", "transfer.refused");
            } catch (TransferDesk.Refused late) {
                redirect.addFlashAttribute("notice", "transfer.not-possible");
            }
        }
        return OFFERS;
    }

    /** What was offered is settled at both centres at once. */
    private static Scope both(TransferDesk.Offered offer) {
        return Scope.of(List.of(offer.from().id(), offer.to().id())).readByPortal();
    }

    private String name(CentreId id, Locale locale) {
        return named(all(locale), id);
    }

    private List<CentreCard> others(TransferDesk.Sheet sheet, Locale locale) {
        return all(locale).stream()
                .filter(one -> !one.id().equals(sheet.card().centre()))
                .toList();
    }

    /** The names of all centres, which everybody may know. */
    private List<CentreCard> all(Locale locale) {
        return Scope.network().call(() -> centres.all(Language.of(locale)));
    }

    private static String named(List<CentreCard> all, CentreId id) {
        return all.stream()
                .filter(one -> one.id().equals(id))
                .map(CentreCard::name)
                .findFirst()
                .orElse("");
    }

    private static ZoneId zone(List<CentreCard> all, CentreId id) {
        return all.stream()
                .filter(one -> one.id().equals(id))
                .map(CentreCard::zone)
                .findFirst()
                .orElseThrow();
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
