package org.mrcportal.reintegration.assessment;

import com.ibm.icu.text.NumberFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.shared.Language;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says answers and scores in a reader's language. */
@Component
class AssessmentWords {

    private final MessageSource messages;

    AssessmentWords(MessageSource messages) {
        this.messages = messages;
    }

    String say(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /** "Very often", "It is too far, It costs too much", "Not asked"; a dash where nobody has come to it. */
    String answer(Instrument.Question question, @Nullable Answer answer, Locale locale) {
        if (answer == null) {
            return "–";
        }
        if (answer.said() != Answer.Said.ANSWERED) {
            return say("assessments.said." + answer.said(), locale);
        }
        Language language = Language.of(locale);
        return answer.options().stream()
                .map(code -> question.option(code).map(o -> o.in(language)).orElse("?"))
                .collect(Collectors.joining(", "));
    }

    /** "0.42", always in the band it is in. */
    String value(Instrument instrument, @Nullable BigDecimal value, Locale locale) {
        return value == null
                ? say("assessments.not-computable", locale)
                : number(instrument.bands().shown(value), locale);
    }

    String value(Instrument instrument, @Nullable Ratio value, Locale locale) {
        return value == null
                ? say("assessments.not-computable", locale)
                : number(instrument.bands().rounded(value, 2), locale);
    }

    String number(BigDecimal twoDecimals, Locale locale) {
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return format.format(twoDecimals);
    }

    String day(@Nullable Instant moment, CaseCard card, Locale locale) {
        return moment == null ? "" : CentreTime.date(CentreTime.day(moment, card.zone()), locale);
    }
}
