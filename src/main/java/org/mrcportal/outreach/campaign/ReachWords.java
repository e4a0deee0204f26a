package org.mrcportal.outreach.campaign;

import com.ibm.icu.text.NumberFormat;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.outreach.OutreachLabels;
import org.mrcportal.outreach.Platform;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says what campaigns are made of in the reader's language. */
@Component
class ReachWords {

    private final OutreachLabels labels;
    private final MessageSource messages;

    ReachWords(OutreachLabels labels, MessageSource messages) {
        this.labels = labels;
        this.messages = messages;
    }

    OutreachLabels labels() {
        return labels;
    }

    String say(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    String channel(String code, Locale locale) {
        return Platform.ofCode(code)
                .map(platform -> labels.platform(platform, locale))
                .orElseGet(() -> say("outreach.channel." + code, locale));
    }

    String number(long number, Locale locale) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** "1,200.50 EUR". */
    @Nullable
    String money(@Nullable BigDecimal sum, @Nullable String currency, Locale locale) {
        if (sum == null || currency == null) {
            return null;
        }
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMinimumFractionDigits(sum.stripTrailingZeros().scale() > 0 ? 2 : 0);
        return format.format(sum) + " " + currency;
    }

    String period(LocalDate first, LocalDate last, Locale locale) {
        return CentreTime.date(first, locale) + " – " + CentreTime.date(last, locale);
    }

    /** The day of figures, or the first and the last of their days; null: there are none. */
    @Nullable
    String asOf(@Nullable LocalDate first, @Nullable LocalDate last, Locale locale) {
        if (first == null || last == null) {
            return null;
        }
        return first.equals(last) ? CentreTime.date(last, locale) : period(first, last, locale);
    }

    String channels(Collection<String> codes, Locale locale) {
        return codes.stream().map(code -> channel(code, locale)).collect(Collectors.joining(", "));
    }

    @Nullable
    String language(@Nullable String code, Locale locale) {
        return code == null
                ? null
                : Language.ofCode(code).map(language -> language.nameIn(locale)).orElse(code);
    }

    List<Choice> platforms(Locale locale) {
        return Arrays.stream(Platform.values())
                .map(platform -> Choice.of(platform.name(), labels.platform(platform, locale)))
                .toList();
    }

    List<Choice> currencies() {
        return CampaignForm.CURRENCIES.stream()
                .map(code -> Choice.of(code, code))
                .toList();
    }
}
