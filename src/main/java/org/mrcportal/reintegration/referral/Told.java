package org.mrcportal.reintegration.referral;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.ContactHours;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.Seal;
import org.springframework.context.MessageSource;

/**
 * What a partner reads of the person, in the partner's language, and nothing else: the same words stand in the preview
 * staff decide by.
 *
 * @param message what the partner is told in words, or null
 */
record Told(List<Fact> facts, @Nullable String message) {

    /** A line: what it is, and what it says. */
    record Fact(String label, String value) {}

    static final Told NOTHING = new Told(List.of(), null);

    /**
     * @param contact how the person is reached now; ignored where neither telephone nor hours are told
     * @param spoken the person's language
     */
    static Told of(
            Referral referral, Contact contact, Language spoken, Seal seal, MessageSource messages, Locale locale) {
        if (referral.basis() == Basis.NONE) {
            return NOTHING;
        }
        List<Fact> facts = new ArrayList<>();
        String called = referral.called(seal);
        if (called != null) {
            facts.add(fact("name", called, messages, locale));
        }
        if (referral.shares("PHONE") && contact.phone() != null && contact.mayCall()) {
            facts.add(fact("phone", contact.phone().readable(), messages, locale));
        }
        if (referral.shares("HOURS")) {
            ContactHours hours = contact.hours();
            facts.add(fact(
                    "hours",
                    hours == null
                            ? messages.getMessage("referral.told.any-hour", null, locale)
                            : CentreTime.hours(hours.from(), hours.until()),
                    messages,
                    locale));
        }
        if (referral.shares("LANGUAGE")) {
            facts.add(fact("language", spoken.nameIn(locale), messages, locale));
        }
        return new Told(facts, referral.message(seal));
    }

    private static Fact fact(String key, String value, MessageSource messages, Locale locale) {
        return new Fact(messages.getMessage("referral.told." + key, null, locale), value);
    }

    public boolean isEmpty() {
        return facts.isEmpty() && message == null;
    }
}
