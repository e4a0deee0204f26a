package org.mrcportal.notifications.message;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Language;
import org.springframework.validation.Errors;

/** What the page with a wording submits: one language at a time. */
record WordingForm(
        @Nullable String language,
        @Nullable String subject,
        @Nullable String body) {

    private static final int LONGEST_SUBJECT = 150;
    private static final int LONGEST_LETTER = 4000;
    private static final int LONGEST_TEXT = 450;

    static WordingForm of(Language language, Wording wording) {
        return new WordingForm(language.code(), wording.subject(), wording.body());
    }

    Language inLanguage() {
        return language == null ? Language.EN : Language.ofCode(language).orElse(Language.EN);
    }

    /** For a form without errors; a browser sends line ends of its own. */
    Wording wording(Channel channel) {
        return new Wording(
                channel == Channel.EMAIL ? stripped(subject) : null,
                stripped(body).replace("\r\n", "\n").replace('\r', '\n'));
    }

    void check(Kind kind, Channel channel, NeutralWords neutral, Errors errors) {
        if (channel == Channel.EMAIL) {
            check("subject", stripped(subject), LONGEST_SUBJECT, kind, neutral, errors);
            if (stripped(subject).contains("\n")
                    || Wording.places(stripped(subject)).contains("link")) {
                errors.rejectValue("subject", "notifications.wording.subject.line");
            }
        }
        check("body", stripped(body), channel == Channel.EMAIL ? LONGEST_LETTER : LONGEST_TEXT, kind, neutral, errors);
        Set<String> places = Wording.places(stripped(body));
        kind.required().stream()
                .map(Placeholder::written)
                .filter(needed -> !places.contains(needed.substring(1, needed.length() - 1)))
                .forEach(missing -> errors.rejectValue(
                        "body", "notifications.wording.place-missing", new Object[] {missing}, null));
    }

    private void check(String field, String text, int longest, Kind kind, NeutralWords neutral, Errors errors) {
        if (text.isEmpty()) {
            errors.rejectValue(field, "notifications.wording.empty");
        } else if (text.length() > longest) {
            errors.rejectValue(field, "notifications.wording.long", new Object[] {longest}, null);
        } else if (text.codePoints().anyMatch(c -> c != '\n' && c != '\r' && Character.isISOControl(c))) {
            errors.rejectValue(field, "notifications.wording.unreadable");
        } else {
            Set<String> allowed = kind.allowed().stream()
                    .map(Placeholder::written)
                    .map(written -> written.substring(1, written.length() - 1))
                    .collect(Collectors.toSet());
            Wording.places(text).stream()
                    .filter(place -> !allowed.contains(place))
                    .findFirst()
                    .ifPresent(unknown -> errors.rejectValue(
                            field,
                            "notifications.wording.place-unknown",
                            new Object[] {"{" + (unknown.length() > 30 ? unknown.substring(0, 30) + "…" : unknown) + "}"
                            },
                            null));
            neutral.telling(text, inLanguage())
                    .ifPresent(word ->
                            errors.rejectValue(field, "notifications.wording.telling", new Object[] {word}, null));
        }
    }

    private static String stripped(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
