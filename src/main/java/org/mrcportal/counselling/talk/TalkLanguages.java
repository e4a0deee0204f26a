package org.mrcportal.counselling.talk;

import com.ibm.icu.text.CaseMap;
import com.ibm.icu.text.DisplayContext;
import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Choice;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The languages a talk is held in, and what staff call them. */
@Component
public class TalkLanguages {

    /** As a consultation keeps them: Uzbek by its script, Karakalpak beside it. */
    public static final List<String> CODES = List.of("uz-Latn", "uz-Cyrl", "ru", "tg", "ky", "kaa", "en", "other");

    private static final CaseMap.Title CAPITAL = CaseMap.toTitle().wholeString().noLowercase();

    private final MessageSource messages;
    private final Map<Locale, LocaleDisplayNames> names = new ConcurrentHashMap<>();

    TalkLanguages(MessageSource messages) {
        this.messages = messages;
    }

    /** The language of a consultation for somebody who booked, or queued, in one of the portal's languages. */
    public static String ofPortalLanguage(String code) {
        return code.equals("uz") ? "uz-Latn" : CODES.contains(code) ? code : "other";
    }

    public String name(String code, Locale locale) {
        if (code.equals("other")) {
            return Objects.requireNonNull(messages.getMessage("talk-language.other", null, locale));
        }
        // ICU knows no capitals for lists in Uzbek.
        return CAPITAL.apply(
                locale,
                null,
                names.computeIfAbsent(locale, TalkLanguages::inLists).localeDisplayName(code));
    }

    /** Everything a consultation may keep. */
    public List<Choice> choices(Locale locale) {
        return CODES.stream().map(code -> Choice.of(code, name(code, locale))).toList();
    }

    private static LocaleDisplayNames inLists(@Nullable Locale locale) {
        return LocaleDisplayNames.getInstance(
                ULocale.forLocale(locale), DisplayContext.CAPITALIZATION_FOR_UI_LIST_OR_MENU);
    }
}
