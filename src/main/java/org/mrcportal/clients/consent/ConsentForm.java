package org.mrcportal.clients.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Language;

/**
 * What a member of staff writes down when a person agrees. The button beside a purpose sends the purpose alone: said in
 * words, in the person's own language, for as long as the purpose lasts.
 *
 * @param language of the words that were read out or signed
 * @param how ORAL or WRITTEN
 * @param days until it ends: one of {@link #ENDS}, 0 for until it is taken back
 */
record ConsentForm(
        @Nullable String purpose,
        @Nullable String language,
        @Nullable String how,
        @Nullable String days) {

    static final List<Integer> ENDS = List.of(0, 30, 90, 365, 730);

    Optional<Purpose> what() {
        return Arrays.stream(Purpose.values())
                .filter(known -> known.name().equals(purpose))
                .findFirst();
    }

    Optional<Language> wording() {
        return Language.ofCode(language == null ? "" : language);
    }

    How way() {
        return How.WRITTEN.name().equals(how) ? How.WRITTEN : How.ORAL;
    }

    /** Null: until it is taken back. */
    @Nullable
    Instant until(Purpose about, Instant now) {
        return ENDS.stream()
                .filter(end -> end.toString().equals(days))
                .findFirst()
                .map(end -> end == 0 ? Optional.<Instant>empty() : Optional.of(now.plus(Duration.ofDays(end))))
                .orElseGet(() -> Optional.ofNullable(about.endsBy(now)))
                .orElse(null);
    }
}
