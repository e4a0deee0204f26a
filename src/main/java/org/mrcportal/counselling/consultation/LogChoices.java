package org.mrcportal.counselling.consultation;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.DisplayContext;
import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.counselling.talk.TalkLanguages;
import org.mrcportal.shared.Choice;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The answers each question of the log form offers, in the reader's language, likeliest first. A typed letter or two must
 * reach each of them, which {@code LogChoicesTests} checks.
 */
@Component
class LogChoices {

    private final Codes codes;
    private final TalkLanguages languages;
    private final MessageSource messages;
    private final Map<Locale, List<Choice>> destinations = new ConcurrentHashMap<>();

    LogChoices(Codes codes, TalkLanguages languages, MessageSource messages) {
        this.codes = codes;
        this.languages = languages;
        this.messages = messages;
    }

    /** By the name of the field; {@code country} is the centre's, whose regions come first. */
    Map<String, List<Choice>> in(Locale locale, String country) {
        Map<String, List<Choice>> choices = new HashMap<>();
        choices.put("language", languages.choices(locale));
        choices.put("mainTopic", labelled(codes.topics(), "topic.", locale));
        choices.put("destination", destinations.computeIfAbsent(locale, this::countries));
        choices.put("migrationStatus", labelled(Codes.MIGRATION_STATUSES, "migration-status.", locale));
        choices.put("region", regions(locale, country));
        choices.put("sex", labelled(Codes.SEXES, "sex.", locale));
        choices.put("ageGroup", labelled(Codes.AGE_GROUPS, "age-group.", locale));
        choices.put("serviceGiven", labelled(Codes.SERVICES_GIVEN, "service-given.", locale));
        choices.put("outcome", labelled(Codes.OUTCOMES, "outcome.", locale));
        choices.put("mode", modes(locale));
        choices.put("otherTopics", choices.get("mainTopic"));
        choices.put("referredTo", labelled(Codes.PARTNERS, "referred-to.", locale));
        return choices;
    }

    List<Choice> modes(Locale locale) {
        return labelled(Codes.MODES, "mode.", locale);
    }

    String country(@Nullable String code, Locale locale) {
        return code == null
                ? label("counselling.log.destination.none", locale)
                : names(locale).regionDisplayName(code);
    }

    String region(@Nullable String code, Locale locale) {
        return code == null ? label("counselling.log.region.none", locale) : label("centres.region." + code, locale);
    }

    String language(String code, Locale locale) {
        return languages.name(code, locale);
    }

    String label(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, key, locale));
    }

    private List<Choice> labelled(Collection<String> codes, String prefix, Locale locale) {
        return codes.stream()
                .map(code -> Choice.of(code, label(prefix + code, locale)))
                .toList();
    }

    private List<Choice> countries(Locale locale) {
        LocaleDisplayNames names = names(locale);
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.of(Codes.NONE, label("counselling.log.destination.none", locale)));
        Codes.COMMON_DESTINATIONS.forEach(code -> choices.add(Choice.of(code, names.regionDisplayName(code))));
        Codes.COUNTRIES.stream()
                .filter(code -> !Codes.COMMON_DESTINATIONS.contains(code))
                .map(code -> Choice.of(code, names.regionDisplayName(code)))
                .sorted(byLabel(locale))
                .forEach(choices::add);
        return List.copyOf(choices);
    }

    private List<Choice> regions(Locale locale, String country) {
        Comparator<Choice> byLabel = byLabel(locale);
        return Stream.of(
                        ofCountry(country::equals, locale, byLabel),
                        Stream.of(Choice.of(Codes.NONE, label("counselling.log.region.none", locale))),
                        ofCountry(other -> !other.equals(country), locale, byLabel))
                .flatMap(part -> part)
                .toList();
    }

    private Stream<Choice> ofCountry(
            java.util.function.Predicate<String> wanted, Locale locale, Comparator<Choice> order) {
        return codes.regions().stream()
                .filter(region -> wanted.test(region.country()))
                .map(region -> Choice.of(region.code(), label("centres.region." + region.code(), locale)))
                .sorted(order);
    }

    private static Comparator<Choice> byLabel(Locale locale) {
        Collator collator = Collator.getInstance(ULocale.forLocale(locale)).freeze();
        return Comparator.comparing(Choice::label, collator::compare);
    }

    private static LocaleDisplayNames names(Locale locale) {
        return LocaleDisplayNames.getInstance(
                ULocale.forLocale(locale), DisplayContext.CAPITALIZATION_FOR_UI_LIST_OR_MENU);
    }
}
