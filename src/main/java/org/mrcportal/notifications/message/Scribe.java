package org.mrcportal.notifications.message;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Language;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Writes letters: the portal's own wording of each kind, and any wording with its places filled in. */
@Component
class Scribe {

    private final MessageSource texts;

    Scribe(MessageSource texts) {
        this.texts = texts;
    }

    /** What the portal says where a centre has no wording of its own. */
    Wording ownWording(Kind kind, Channel channel, Language language) {
        Locale locale = language.locale();
        if (channel == Channel.TEXT) {
            return new Wording(null, say("notifications.sms." + kind, locale));
        }
        return new Wording(
                say("notifications.subject." + kind, locale),
                say("notifications.greeting", locale) + "\n\n"
                        + say("notifications.text." + kind, locale) + "\n\n"
                        + say("notifications.facts." + kind.facts(), locale) + "\n\n"
                        + say("notifications.link." + kind, locale) + "\n" + Placeholder.LINK.written() + "\n\n"
                        + (kind.saysWhatToBring() ? Placeholder.BRING.written() + "\n\n" : "")
                        + say("notifications.end", locale));
    }

    /**
     * Fills a wording in.
     *
     * @param codeWord by which the person knows that it is genuine: it begins the text, and is all of a subject
     * @param plain whether a text message is written with plain apostrophes
     */
    Letter write(Wording wording, Facts facts, Language language, @Nullable String codeWord, boolean plain) {
        Locale locale = language.locale();
        String subject = wording.subject();
        if (subject == null) {
            String text = Wording.fill(wording.body(), facts.inShort(locale, texts));
            String genuine = codeWord == null ? text : codeWord + ": " + text;
            return new Letter(locale, "", plain ? Segments.plain(genuine) : genuine, facts.link());
        }
        Map<Placeholder, String> values = facts.inFull(locale, texts);
        String body = Wording.fill(wording.body(), values);
        return new Letter(
                locale,
                codeWord == null ? Wording.fill(subject, facts.inOneLine(locale)) : codeWord,
                codeWord == null ? body : codeWord + "\n\n" + body,
                facts.link());
    }

    private String say(String key, Locale language) {
        return texts.getMessage(key, null, language);
    }
}
