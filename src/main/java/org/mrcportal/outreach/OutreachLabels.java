package org.mrcportal.outreach;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the codes of outreach are called in a reader's language; a code never reaches a reader. */
@Component
public class OutreachLabels {

    private final MessageSource texts;

    OutreachLabels(MessageSource texts) {
        this.texts = texts;
    }

    /** A code of {@code outreach.topic}. */
    public String topic(String code, Locale language) {
        return texts.getMessage("outreach.topic." + code, null, language);
    }

    /** A code of {@code outreach.audience}. */
    public String audience(String code, Locale language) {
        return texts.getMessage("outreach.audience." + code, null, language);
    }

    /** {@code UNDER_18}, {@code 18_29}, {@code 30_59}, {@code 60_PLUS} or {@code UNKNOWN}. */
    public String ageBand(String code, Locale language) {
        return texts.getMessage("outreach.age-band." + code, null, language);
    }

    /** {@code F}, {@code M} or {@code UNKNOWN}. */
    public String sex(String code, Locale language) {
        return texts.getMessage("outreach.sex." + code, null, language);
    }

    /** {@code URBAN} or {@code RURAL}. */
    public String settlement(String code, Locale language) {
        return texts.getMessage("outreach.settlement." + code, null, language);
    }

    /** Of a session: {@code DRAFT}, {@code PUBLISHED}, {@code HELD} or {@code CANCELLED}. */
    public String state(String code, Locale language) {
        return texts.getMessage("outreach.state." + code, null, language);
    }

    public String platform(Platform platform, Locale language) {
        return texts.getMessage("outreach.platform." + platform, null, language);
    }

    public String measure(Measure measure, Locale language) {
        return texts.getMessage("outreach.measure." + measure, null, language);
    }
}
