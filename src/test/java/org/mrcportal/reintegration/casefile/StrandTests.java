package org.mrcportal.reintegration.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrandTests {

    private static final Set<Strand> PARTS = EnumSet.complementOf(EnumSet.of(Strand.ALL));

    /** As PostgreSQL looks for it: anywhere, unless the pattern says where. */
    private static Set<Strand> of(String kind) {
        Set<Strand> found = EnumSet.noneOf(Strand.class);
        for (Strand strand : PARTS) {
            if (Pattern.compile(strand.kinds()).matcher(kind).find()) {
                found.add(strand);
            }
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        "HELP_APPROVED, ASSISTANCE",
        "EVIDENCE_ADDED, ASSISTANCE",
        "ASSISTANCE_CALLED_OFF, ASSISTANCE",
        "PLAN_AGREED, PLAN",
        "STEP_DONE, PLAN",
        "CLIENT_SAID_DONE, PLAN",
        "PARTNER_REFUSED, PLAN",
        "WORD_ACCEPTED, PLAN",
        "TRAINING_ENROLLED, TRAININGS",
        "REFERRAL_SENT, REFERRALS",
        "REFERRALS_CALLED_OFF, REFERRALS",
        "FOLLOW_UP_TRIED, FOLLOW_UPS",
        "FOLLOW_UPS_CALLED_OFF, FOLLOW_UPS",
        "CLOSED, FOLLOW_UPS",
        "SCREENED, ASSESSMENTS",
        "ASSESSMENT_COMPLETED, ASSESSMENTS"
    })
    void anEventStandsUnderItsPartOfTheCaseAndNoOther(String kind, Strand strand) {
        assertThat(of(kind)).containsExactly(strand);
    }
}
