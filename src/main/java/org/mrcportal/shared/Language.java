package org.mrcportal.shared;

import com.ibm.icu.text.CaseMap;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A language that pages are written in. The public sees all five, staff the first three. */
public enum Language {
    EN("English"),
    RU("Русский"),
    UZ("Oʻzbekcha"),
    TG("Тоҷикӣ"),
    KY("Кыргызча");

    private final String nativeName;

    Language(String nativeName) {
        this.nativeName = nativeName;
    }

    /** ISO 639-1, as it stands in paths and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String nativeName() {
        return nativeName;
    }

    /** Its name in the language of a reader, as it stands in a list. */
    public String nameIn(Locale reader) {
        return CaseMap.toTitle()
                .wholeString()
                .noLowercase()
                .apply(reader, null, ULocale.getDisplayLanguage(code(), ULocale.forLocale(reader)));
    }

    public Locale locale() {
        return Locale.forLanguageTag(code());
    }

    public boolean forStaff() {
        return this == EN || this == RU || this == UZ;
    }

    public static Optional<Language> ofCode(String code) {
        return Arrays.stream(values()).filter(l -> l.code().equals(code)).findFirst();
    }

    /** The language of a locale; English where the portal does not speak it. */
    public static Language of(Locale locale) {
        return ofCode(locale.getLanguage()).orElse(EN);
    }
}
