package org.mrcportal.reintegration.referral;

import java.util.Locale;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.Seal;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether a partner may be told something of a person now, and what. The consent is asked for each time, so that one that is
 * taken back ends what is under way at once.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Telling {

    private static final String PURPOSE = "SHARE_WITH_PARTNER";

    private final ClientDirectory clients;
    private final Seal seal;
    private final MessageSource messages;

    Telling(ClientDirectory clients, Seal seal, MessageSource messages) {
        this.clients = clients;
        this.seal = seal;
        this.messages = messages;
    }

    boolean agrees(ClientId client) {
        return clients.agrees(client, PURPOSE);
    }

    /** A slip tells nothing, and a life at risk needs no consent. */
    boolean isAllowed(Referral referral) {
        return referral.basis() != Basis.CONSENT || agrees(referral.client());
    }

    /** For the eyes of staff who decide. */
    Told preview(Referral referral, Language spoken) {
        Contact contact = reads(referral) ? clients.contact(referral.client()).orElse(Contact.NONE) : Contact.NONE;
        return Told.of(referral, contact, spoken, seal, messages, referral.locale());
    }

    /** For the partner, who has the link. */
    Told told(Referral referral, Language spoken, Locale locale) {
        Contact contact = reads(referral) ? clients.addressee(referral.client()).orElse(Contact.NONE) : Contact.NONE;
        return Told.of(referral, contact, spoken, seal, messages, locale);
    }

    private static boolean reads(Referral referral) {
        return referral.shares("PHONE") || referral.shares("HOURS");
    }
}
