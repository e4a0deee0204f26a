package org.mrcportal.counselling.talk;

import java.util.List;
import java.util.Locale;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The languages an interpreter is needed for: the portal's own, Karakalpak, sign language, any other. */
@Component
public class InterpreterLanguages {

    /** ISO 639; {@code sgn} stands for sign language. */
    public static final List<String> CODES = List.of("uz", "ru", "tg", "ky", "kaa", "en", "sgn", "other");

    private final MessageSource messages;

    InterpreterLanguages(MessageSource messages) {
        this.messages = messages;
    }

    /** For the public: the portal's languages by their own names, the others in the reader's words. */
    public String name(String code, Locale locale) {
        return Language.ofCode(code).map(Language::nativeName).orElseGet(() -> other(code, locale));
    }

    public List<Choice> choices(Locale locale) {
        return CODES.stream().map(code -> Choice.of(code, name(code, locale))).toList();
    }

    /** For staff: all in the reader's words. */
    public String nameForStaff(String code, Locale locale) {
        return Language.ofCode(code).map(language -> language.nameIn(locale)).orElseGet(() -> other(code, locale));
    }

    public List<Choice> choicesForStaff(Locale locale) {
        return CODES.stream()
                .map(code -> Choice.of(code, nameForStaff(code, locale)))
                .toList();
    }

    private String other(String code, Locale locale) {
        return messages.getMessage("interpreter-language." + (CODES.contains(code) ? code : "other"), null, locale);
    }
}
