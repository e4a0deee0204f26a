package org.mrcportal.reintegration.referral;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.Seal;
import org.springframework.validation.Errors;

/**
 * What the form of a referral submits, as typed.
 *
 * @param once the form's own key: sent twice, it prepares one referral
 * @param person whom it is for: the id of the client, or empty for the case's own
 * @param action the step of the plan it comes from, or empty
 * @param basis CONSENT, NONE or, decided by a supervisor, VITAL
 * @param share which facts are told
 * @param version of the referral that is being changed
 */
record ReferralForm(
        @Nullable String once,
        @Nullable String person,
        @Nullable String action,
        @Nullable String service,
        @Nullable String partner,
        @Nullable String urgency,
        @Nullable String language,
        @Nullable String basis,
        @Nullable List<String> share,
        @Nullable String called,
        @Nullable String message,
        @Nullable String vitalReason,
        @Nullable Long version) {

    static final int LONGEST_MESSAGE = 1000;
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;

    static ReferralForm of(Referral referral, Seal seal) {
        UUID action = referral.action();
        return new ReferralForm(
                null,
                referral.client().toString(),
                action == null ? null : action.toString(),
                referral.service(),
                referral.partner().toString(),
                referral.urgency().name(),
                referral.language().code(),
                referral.basis().name(),
                referral.shared(),
                referral.called(seal),
                referral.message(seal),
                referral.vitalReason(seal),
                referral.version());
    }

    /**
     * @param offered partners that can be chosen
     * @param agrees whether the person lets partners know
     * @param decides whether the reader may decide without the person's consent
     * @param mayCall whether the person may be called
     */
    void check(Errors errors, List<UUID> offered, boolean agrees, boolean decides, boolean mayCall) {
        if (uuid(partner).filter(offered::contains).isEmpty()) {
            errors.rejectValue("partner", "referral.staff.partner.missing");
        }
        if (howUrgent().isEmpty()) {
            errors.rejectValue("urgency", "referral.staff.urgency.missing");
        }
        if (Language.ofCode(String.valueOf(language)).isEmpty()) {
            errors.rejectValue("language", "referral.staff.language.missing");
        }
        Optional<Basis> ground = ground();
        if (ground.isEmpty() || ground.get() == Basis.CONSENT && !agrees || ground.get() == Basis.VITAL && !decides) {
            errors.rejectValue("basis", "referral.staff.basis.missing");
            return;
        }
        if (ground.get() == Basis.NONE) {
            return;
        }
        if (shares("NAME") && (called == null || called.isBlank())) {
            errors.rejectValue("called", "referral.staff.called.missing");
        }
        limit(errors, "called", called, PersonName.LONGEST);
        limit(errors, "message", message, LONGEST_MESSAGE);
        if (shares("PHONE") && !mayCall) {
            errors.rejectValue("share", "referral.staff.share.no-call");
        }
        if (ground.get() == Basis.VITAL) {
            if (vitalReason == null || vitalReason.strip().length() < SHORTEST_REASON) {
                errors.rejectValue("vitalReason", "referral.staff.vital-reason.missing");
            }
            limit(errors, "vitalReason", vitalReason, LONGEST_REASON);
        }
    }

    /** @throws java.util.NoSuchElementException where {@link #check} found errors */
    Details details(String knownService) {
        Basis ground = ground().orElseThrow();
        return new Details(
                uuid(partner).orElseThrow(),
                knownService,
                howUrgent().orElseThrow(),
                Language.ofCode(String.valueOf(language)).orElseThrow(),
                ground,
                share == null ? List.of() : share,
                textOrNull(called),
                textOrNull(message),
                textOrNull(vitalReason));
    }

    boolean shares(String fact) {
        return share != null && share.contains(fact);
    }

    private Optional<Urgency> howUrgent() {
        return Urgency.of(urgency);
    }

    private Optional<Basis> ground() {
        return Arrays.stream(Basis.values())
                .filter(one -> one.name().equals(basis))
                .findFirst();
    }

    static Optional<UUID> uuid(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? Optional.empty() : Optional.of(UUID.fromString(text.strip()));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static void limit(Errors errors, String field, @Nullable String text, int most) {
        if (text != null && text.strip().length() > most) {
            errors.rejectValue(field, "referral.too-long", new Object[] {most}, null);
        }
    }

    private static @Nullable String textOrNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
