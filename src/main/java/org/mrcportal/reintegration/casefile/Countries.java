package org.mrcportal.reintegration.casefile;

import com.ibm.icu.text.Collator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.mrcportal.centres.CountryName;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;

/** The countries people come back from: the usual ones first. */
final class Countries {

    private static final List<String> USUAL =
            List.of("RU", "KZ", "TR", "DE", "PL", "KR", "LT", "LV", "AE", "US", "GB", "CZ", "AT", "FR", "SE");

    private static final Set<String> KNOWN = Set.of(Locale.getISOCountries());

    private static final Map<Language, List<Choice>> CHOICES = new ConcurrentHashMap<>();

    private Countries() {}

    static boolean include(String code) {
        return KNOWN.contains(code);
    }

    static List<Choice> in(Locale locale) {
        return CHOICES.computeIfAbsent(Language.of(locale), language -> {
            Collator collator = Collator.getInstance(language.locale());
            Stream<Choice> others = Arrays.stream(Locale.getISOCountries())
                    .filter(code -> !USUAL.contains(code))
                    .map(code -> Choice.of(code, CountryName.of(code, language.locale())))
                    .sorted(Comparator.comparing(Choice::label, collator));
            return Stream.concat(
                            USUAL.stream().map(code -> Choice.of(code, CountryName.of(code, language.locale()))),
                            others)
                    .toList();
        });
    }
}
