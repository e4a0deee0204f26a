package org.mrcportal.centres;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What a person should bring to a talk, in the person's language. */
@Component
public class WhatToBring {

    private final MessageSource messages;

    WhatToBring(MessageSource messages) {
        this.messages = messages;
    }

    /** For the page of a booking just made: may name papers that give the topic away. */
    public String full(String service, Locale locale) {
        String own = messages.getMessage("centres.bring." + service, null, null, locale);
        return own == null ? neutral(locale) : own;
    }

    /**
     * For messages, and for the page that whoever has the link may read later: the same words whatever the service, so that
     * they tell nothing of it.
     */
    public String neutral(Locale locale) {
        return messages.getMessage("centres.bring.neutral", null, locale);
    }
}
