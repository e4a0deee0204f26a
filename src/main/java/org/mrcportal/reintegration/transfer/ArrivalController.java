package org.mrcportal.reintegration.transfer;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Cases that other centres ask this one to take on. */
@StaffPage
@RequestMapping("/staff/transfers")
class ArrivalController {

    private static final String OFFERS = "redirect:/staff/transfers";

    private final ArrivalDesk desk;
    private final Centres centres;
    private final MessageSource messages;

    ArrivalController(ArrivalDesk desk, Centres centres, MessageSource messages) {
        this.desk = desk;
        this.centres = centres;
        this.messages = messages;
    }

    /** A line of the list, in the reader's words. */
    record Line(
            UUID id, String from, String caseType, String language, String urgency, List<String> takes, String since) {}

    @GetMapping
    String offers(Locale locale, Model model) {
        CentreNames names = CentreNames.of(centres, locale);
        model.addAttribute(
                "lines",
                desk.offered().stream().map(one -> line(one, names, locale)).toList());
        model.addAttribute(
                "reasons",
                ArrivalDesk.REASONS.stream()
                        .map(code -> Choice.of(code, say("transfer.reason." + code, locale)))
                        .toList());
        return "reintegration/transfer/offers";
    }

    private Line line(ArrivalDesk.Offered one, CentreNames names, Locale locale) {
        return new Line(
                one.id(),
                names.name(one.from()),
                say("cases.type." + one.caseType(), locale),
                Language.ofCode(one.language()).map(l -> l.nameIn(locale)).orElse(one.language()),
                say("transfer.urgency." + one.urgency(), locale),
                one.takes().stream()
                        .map(part -> say("transfer.takes." + part, locale))
                        .toList(),
                CentreTime.date(CentreTime.day(one.offeredAt(), names.zone(one.to())), locale));
    }

    @PostMapping("/{transfer}/accept")
    String accept(@PathVariable UUID transfer, @AuthenticationPrincipal StaffMember me, RedirectAttributes redirect) {
        ArrivalDesk.Offered offer = desk.offered(transfer);
        try {
            redirect.addAttribute("id", both(offer).call(() -> desk.accept(offer, me)));
            redirect.addFlashAttribute("notice", "transfer.accepted");
            return "redirect:/staff/cases/{id}/transfer";
        } catch (TransferDesk.Refused late) {
            redirect.addFlashAttribute("notice", "transfer.not-possible");
            return OFFERS;
        }
    }

    @PostMapping("/{transfer}/refuse")
    String refuse(
            @PathVariable UUID transfer,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        ArrivalDesk.Offered offer = desk.offered(transfer);
        if (ArrivalDesk.REASONS.contains(reason)) {
            try {
                both(offer).run(() -> desk.refuse(offer, reason, me));
                redirect.addFlashAttribute("notice", "transfer.refused");
            } catch (TransferDesk.Refused late) {
                redirect.addFlashAttribute("notice", "transfer.not-possible");
            }
        }
        return OFFERS;
    }

    /** What was offered is settled at both centres at once. */
    private static Scope both(ArrivalDesk.Offered offer) {
        return Scope.of(List.of(offer.from().id(), offer.to().id())).readByPortal();
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
