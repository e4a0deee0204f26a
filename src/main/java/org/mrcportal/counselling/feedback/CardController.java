package org.mrcportal.counselling.feedback;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.QrCode;
import org.mrcportal.shared.StaffPage;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Cards with the link to the questions, for people who have just been here. */
@StaffPage
@RequestMapping("/staff/feedback-card")
class CardController {

    private final CardDesk desk;
    private final String portal;

    CardController(CardDesk desk, @Value("${portal.public-address}") String portal) {
        this.desk = desk;
        this.portal = portal;
    }

    @GetMapping
    String today(
            @RequestParam(required = false) @Nullable String centre,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        model.addAttribute("today", desk.today(me, centre, locale));
        return "counselling/feedback/cards";
    }

    @PostMapping("/{visit}")
    String give(@PathVariable UUID visit) {
        desk.give(visit);
        return "redirect:/staff/feedback-card/{visit}";
    }

    @GetMapping("/{visit}")
    String card(@PathVariable UUID visit, Model model, Locale locale) {
        String path = "/feedback/" + desk.token(visit);
        String address = portal + "/" + Language.of(locale).code() + path;
        model.addAttribute("address", address);
        model.addAttribute("code", QrCode.of(address));
        model.addAttribute("path", path);
        model.addAttribute("speech", Language.values());
        model.addAttribute("back", "/staff/feedback-card");
        return "counselling/feedback/card";
    }
}
