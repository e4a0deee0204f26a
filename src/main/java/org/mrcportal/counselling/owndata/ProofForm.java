package org.mrcportal.counselling.owndata;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Once;
import org.springframework.validation.Errors;

/**
 * What the pages of own data submit.
 *
 * @param fact the telephone's last four digits, the e-mail address or the code: the proof, asked for each time
 * @param about what is to be corrected: NAME, PHONE, EMAIL, OTHER
 * @param text how it is right, in the person's words
 * @param sure the person has read what a deletion means
 * @param once idempotency key of the form
 */
record ProofForm(
        @Nullable String fact,
        @Nullable List<String> about,
        @Nullable String text,
        @Nullable Boolean sure,
        @Nullable String once) {

    static final List<String> ABOUT = List.of("NAME", "PHONE", "EMAIL", "OTHER");
    private static final int LONGEST_TEXT = 1000;

    static ProofForm blank() {
        return new ProofForm(null, null, null, null, UUID.randomUUID().toString());
    }

    void checkProof(Errors errors) {
        if (fact == null || fact.isBlank()) {
            errors.rejectValue("fact", "counselling.find.fact.missing");
        }
    }

    void checkCorrection(Errors errors) {
        if (aspects().isEmpty()) {
            errors.rejectValue("about", "own.correction.about.missing");
        }
        if (words().isEmpty() || words().length() > LONGEST_TEXT) {
            errors.rejectValue("text", "own.correction.text.missing");
        }
        checkProof(errors);
    }

    void checkDeletion(Errors errors) {
        if (!Boolean.TRUE.equals(sure)) {
            errors.rejectValue("sure", "own.deletion.sure.missing");
        }
        checkProof(errors);
    }

    Set<String> aspects() {
        return Stream.ofNullable(about)
                .flatMap(List::stream)
                .filter(ABOUT::contains)
                .collect(Collectors.toSet());
    }

    /** Without what no database keeps. */
    String words() {
        return text == null ? "" : text.replace("\u0000", "").strip();
    }

    UUID key() {
        return Once.of(once);
    }
}
