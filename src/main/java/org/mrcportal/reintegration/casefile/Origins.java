package org.mrcportal.reintegration.casefile;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.Scope;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says on the pages of a case where that comes from which another centre had written. */
@Component
public class Origins {

    private final Centres centres;
    private final MessageSource messages;

    Origins(Centres centres, MessageSource messages) {
        this.centres = centres;
        this.messages = messages;
    }

    /**
     * "Taken over from Osh, 3 May 2026"; null where the case was always here. Not within a transaction: names of other
     * centres are the network's.
     */
    public @Nullable String takenOver(CaseCard card, Locale locale) {
        CaseCard.Origin origin = card.origin();
        if (origin == null) {
            return null;
        }
        String from = Scope.network()
                .call(() -> centres.byId(origin.from(), Language.of(locale)))
                .map(CentreCard::name)
                .orElse("");
        String day = CentreTime.date(CentreTime.day(origin.at(), card.zone()), locale);
        return messages.getMessage("cases.taken-over", new Object[] {from, day}, locale);
    }
}
