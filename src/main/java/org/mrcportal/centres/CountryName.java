package org.mrcportal.centres;

import com.ibm.icu.util.ULocale;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import org.mrcportal.shared.Language;

/** What a country is called in the reader's language: as its own people say it where the portal knows better than ICU. */
public final class CountryName {

    private static final Map<Language, ResourceBundle> OWN = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            OWN.put(language, Texts.of(language));
        }
    }

    private CountryName() {}

    /**
     * The country's name.
     *
     * @param code ISO 3166-1 alpha-2
     */
    public static String of(String code, Locale locale) {
        Language language = Language.of(locale);
        ResourceBundle own = Objects.requireNonNull(OWN.get(language));
        String key = "centres.country." + code;
        return own.containsKey(key) ? own.getString(key) : ULocale.getDisplayCountry("und-" + code, language.code());
    }
}
