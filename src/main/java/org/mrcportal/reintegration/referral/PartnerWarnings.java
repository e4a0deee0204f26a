package org.mrcportal.reintegration.referral;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.partners.PartnerCard;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What to think of before a person is sent to a partner. */
@Component
class PartnerWarnings {

    private final MessageSource messages;

    PartnerWarnings(MessageSource messages) {
        this.messages = messages;
    }

    /** In the reader's words. @param region ISO 3166-2 of the person's residence, or null */
    List<String> of(PartnerCard partner, LocalDate today, @Nullable String region, Locale locale) {
        List<String> warnings = new ArrayList<>();
        if (partner.isStaleOn(today)) {
            warnings.add(say("partners.stale", locale));
        }
        if (partner.agreementIsOverOn(today)) {
            warnings.add(say("partners.agreement.over", locale));
        }
        if (!partner.sharesData()) {
            warnings.add(say("referral.staff.no-agreement", locale));
        }
        if (region != null && !partner.covers(region)) {
            warnings.add(say("referral.staff.far", locale));
        }
        return warnings;
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
