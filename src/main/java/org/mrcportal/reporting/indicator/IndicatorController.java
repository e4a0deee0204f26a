package org.mrcportal.reporting.indicator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page of definitions. */
@StaffPage
@PreAuthorize("hasAnyRole('CENTRE_MANAGER', 'NETWORK_MANAGER')")
class IndicatorController {

    private final MessageSource messages;

    IndicatorController(MessageSource messages) {
        this.messages = messages;
    }

    /** An indicator in the reader's language. */
    record Definition(
            String anchor,
            String name,
            String unit,
            String definition,
            String source,
            String period,
            String excluded) {}

    @GetMapping("/manage/indicators")
    String indicators(Model model, Locale locale) {
        List<Definition> definitions = Arrays.stream(Indicator.values())
                .map(i -> definition(i, locale))
                .toList();
        model.addAttribute("definitions", definitions);
        model.addAttribute("back", "/manage");
        return "reporting/indicator/indicators";
    }

    private Definition definition(Indicator indicator, Locale locale) {
        String stem = "reporting.indicator." + indicator.anchor();
        return new Definition(
                indicator.anchor(),
                messages.getMessage(indicator.nameKey(), null, locale),
                messages.getMessage(indicator.unitKey(), null, locale),
                messages.getMessage(stem + ".definition", null, locale),
                messages.getMessage(indicator.sourceKey(), null, locale),
                messages.getMessage(indicator.periodKey(), null, locale),
                messages.getMessage(stem + ".excluded", null, locale));
    }
}
