package org.mrcportal.reporting.dashboard;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.util.Locale;
import org.mrcportal.counselling.CounsellingFigures.Dimension;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says codes and numbers in the reader's language. */
@Component
class Words {

    private final MessageSource messages;

    Words(MessageSource messages) {
        this.messages = messages;
    }

    String say(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /** What a value of a dimension is called. */
    String label(Dimension dimension, String value, Locale locale) {
        if (value.isEmpty()) {
            return say("reporting.not-said", locale);
        }
        return switch (dimension) {
            case CONTACT_TYPE -> code("contact-type.", value, locale);
            case ANONYMITY -> code("reporting.anonymity.", value, locale);
            case TOPIC -> code("topic.", value, locale);
            case DESTINATION ->
                capitalised(new ULocale("", value).getDisplayCountry(ULocale.forLocale(locale)), locale);
            case SEX_AGE -> sexAndAge(value, locale);
            case REGION -> code("centres.region.", value, locale);
            case LANGUAGE, VISIT_LANGUAGE ->
                value.equals("other")
                        ? say("talk-language.other", locale)
                        : capitalised(ULocale.forLanguageTag(value).getDisplayName(ULocale.forLocale(locale)), locale);
            case MODE -> code("mode.", value, locale);
            case APPOINTMENT_STATE -> code("reporting.state.", value, locale);
        };
    }

    /** A label of another bundle; a code without one stands for itself. */
    String code(String stem, String code, Locale locale) {
        String label = messages.getMessage(stem + code, null, code, locale);
        return label == null ? code : label;
    }

    private String sexAndAge(String value, Locale locale) {
        String sex = value.substring(0, value.indexOf(':'));
        String age = value.substring(value.indexOf(':') + 1);
        if (age.isEmpty()) {
            return code("sex.", sex, locale);
        }
        return code("sex.", sex, locale) + ", " + code("age-group.", age, locale);
    }

    String number(long number, Locale locale) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    String days(double days, Locale locale) {
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        return format.format(days);
    }

    /** A share of 0 to 1, to a whole percent. */
    String percent(double share, Locale locale) {
        return NumberFormat.getPercentInstance(locale).format(share);
    }

    /** "1,200.50 EUR". */
    String money(BigDecimal sum, String currency, Locale locale) {
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMinimumFractionDigits(sum.stripTrailingZeros().scale() > 0 ? 2 : 0);
        format.setMaximumFractionDigits(2);
        return format.format(sum) + " " + currency;
    }

    String figure(Figure figure, Locale locale) {
        if (figure.number() != null) {
            return number(figure.number(), locale);
        }
        return figure.fewerThan() > 0
                ? say("reporting.fewer-than", locale, figure.fewerThan())
                : say("reporting.not-shown", locale);
    }

    private static String capitalised(String text, Locale locale) {
        return text.isEmpty() ? text : UCharacter.toUpperCase(locale, text.substring(0, 1)) + text.substring(1);
    }
}
