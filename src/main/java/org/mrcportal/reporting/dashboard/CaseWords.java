package org.mrcportal.reporting.dashboard;

import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mrcportal.reintegration.CaseFigures.Dimension;
import org.springframework.stereotype.Component;

/** Says what is counted of casework in the reader's language. */
@Component
class CaseWords {

    private static final List<String> SEXES = List.of("F", "M", "OTHER");

    /** Answers to every question that say nothing. */
    private static final Set<String> UNSAID = Set.of("NOT_ASKED", "DECLINED");

    private final Words words;

    CaseWords(Words words) {
        this.words = words;
    }

    String label(Dimension dimension, String value, Locale locale) {
        if (value.equals(Dimension.NOT_KNOWN)) {
            return words.say("reporting.cases.none." + dimension.name().toLowerCase(Locale.ROOT), locale);
        }
        return switch (dimension) {
            case OPEN_TYPE, NEW_TYPE -> words.code("cases.type.", value, locale);
            case OPEN_STATE, STAGE ->
                words.code("cases.state.", value.toLowerCase(Locale.ROOT).replace('_', '-'), locale);
            case OPEN_FROM -> new ULocale("", value).getDisplayCountry(ULocale.forLocale(locale));
            case OPEN_SEX_AGE, OPEN_PERSON, NEW_PERSON -> sexAndAge(value, locale);
            case ASKED -> asked(value, locale);
            case TOLD -> told(value, locale);
            case TOLD_FIRST, TOLD_AGAIN -> answer(value, locale);
            case OPEN_MARK -> words.code("cases.flag.", value, locale);
            case OPEN_WORKER -> words.say("reporting.cases.worker", locale);
            case REASON -> words.code("reporting.cases.reason.", value, locale);
            case LATE -> words.say("reporting.cases.late", locale);
            case KIND ->
                words.code("cases.assistance.", value.toLowerCase(Locale.ROOT).replace('_', '-'), locale);
            case ANSWER, SERVED -> words.code("reporting.cases.answer.", value, locale);
            case TRAINING -> words.code("reporting.cases.training.", value, locale);
            case ROUND -> round(value, locale);
            case KEPT -> words.say("cases.kept", locale);
        };
    }

    /** "After 3 months", with the version of the survey. */
    private String round(String value, Locale locale) {
        int line = value.indexOf('_');
        return line < 0
                ? value
                : words.say(
                        "reporting.cases.round",
                        locale,
                        words.code("reporting.cases.round.", value.substring(0, line), locale),
                        value.substring(line + 1));
    }

    /** "After 3 months: reached". */
    private String asked(String value, Locale locale) {
        String[] parts = value.split("-", 2);
        String round = after(parts[0], locale);
        return parts.length == 1 ? round : round + ": " + words.code("reporting.cases.asked.", parts[1], locale);
    }

    /** "After 3 months", without a version. */
    String after(String round, Locale locale) {
        return words.code("reporting.cases.round.", round, locale);
    }

    /** "After 3 months: How is the business? It works". */
    private String told(String value, Locale locale) {
        String[] parts = value.split("-", 2);
        String round = after(parts[0], locale);
        return parts.length == 1 ? round : round + ": " + answer(parts[1], locale);
    }

    /** "How is the business? It works". */
    private String answer(String value, Locale locale) {
        String[] parts = value.split("-", 2);
        String question = question(parts[0], locale);
        return parts.length == 1 ? question : question + " " + answer(parts[0], parts[1], locale);
    }

    String question(String code, Locale locale) {
        return words.code("followups.tracer.", code, locale);
    }

    String answer(String question, String code, Locale locale) {
        return words.code(
                UNSAID.contains(code) ? "followups.tracer." : "followups.tracer." + question + ".", code, locale);
    }

    /** Women first, the youngest first; what nobody has said last. */
    Comparator<String> bySexAndAge() {
        return Comparator.comparingInt((String value) -> place(SEXES, value.substring(0, value.indexOf('_'))))
                .thenComparingInt(value -> place(Tables.AGES, value.substring(value.indexOf('_') + 1)))
                .thenComparing(Comparator.naturalOrder());
    }

    private static int place(List<String> order, String code) {
        int place = order.indexOf(code);
        return place < 0 ? order.size() : place;
    }

    private String sexAndAge(String value, Locale locale) {
        int line = value.indexOf('_');
        if (line < 0) {
            return value;
        }
        String sex = value.substring(0, line);
        return (sex.equals(Dimension.NOT_KNOWN)
                        ? words.say("reporting.cases.none.open_sex_age", locale)
                        : words.code("sex.", sex, locale))
                + ", " + words.code("age-group.", value.substring(line + 1), locale);
    }

    /** "120.50 EUR; 900 UZS": each currency by itself. */
    String money(Iterable<Map.Entry<String, BigDecimal>> sums, Locale locale) {
        return java.util.stream.StreamSupport.stream(sums.spliterator(), false)
                .map(sum -> words.money(sum.getValue(), sum.getKey(), locale))
                .collect(Collectors.joining("; "));
    }

    /** A score of 0 to 1 with two places. */
    String score(double score, Locale locale) {
        var format = com.ibm.icu.text.NumberFormat.getInstance(locale);
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return format.format(score);
    }
}
