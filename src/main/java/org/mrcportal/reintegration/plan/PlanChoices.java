package org.mrcportal.reintegration.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mrcportal.reintegration.AssistanceKind;
import org.mrcportal.reintegration.fund.FundCard;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Currencies;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What can be picked on the forms of plans and assistance, in the reader's words. */
@Component
public class PlanChoices {

    private final MessageSource messages;

    PlanChoices(MessageSource messages) {
        this.messages = messages;
    }

    /** @param prefix of the messages that name the codes */
    public List<Choice> of(List<String> codes, String prefix, Locale locale) {
        return codes.stream()
                .map(code -> Choice.of(code, messages.getMessage(prefix + code, null, locale)))
                .toList();
    }

    public List<Choice> kinds(Locale locale) {
        List<Choice> kinds = new ArrayList<>();
        for (AssistanceKind kind : AssistanceKind.values()) {
            kinds.add(Choice.of(kind.name(), messages.getMessage(kind.label(), null, locale)));
        }
        return kinds;
    }

    public List<Choice> currencies() {
        return Currencies.ALL.stream().map(code -> Choice.of(code, code)).toList();
    }

    /** Each with what is surely left of it. */
    public List<Choice> funds(List<FundCard> funds, Locale locale) {
        return funds.stream()
                .map(card -> Choice.of(
                        card.id().toString(),
                        messages.getMessage(
                                "cases.fund.choice",
                                new Object[] {card.project(), card.remaining().written(locale)},
                                locale)))
                .toList();
    }
}
