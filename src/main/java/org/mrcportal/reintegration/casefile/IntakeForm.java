package org.mrcportal.reintegration.casefile;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.shared.Once;
import org.springframework.validation.BindingResult;

/**
 * What the page that opens a case submits. Who the person is stands on record already: nothing of it is asked again.
 *
 * @param once the form's own key: sent twice, it opens one case
 * @param client whose case
 * @param encounter the consultation or appointment it comes from, or empty
 * @param source where it comes from; said by the encounter where there is one
 * @param partner who referred the person here, where the source is PARTNER
 * @param mine whoever opens the case carries it
 */
record IntakeForm(
        @Nullable String once,
        @Nullable String client,
        @Nullable String encounter,
        @Nullable String source,
        @Nullable String partner,
        @Nullable Boolean household,
        @Nullable Boolean mine,
        FactsForm facts) {

    /** Where a case comes from that nobody came to counselling with. */
    static final List<String> SOURCES = List.of("SELF", "PARTNER", "AIRPORT", "AUTHORITY", "INTERNATIONAL", "MAHALLA");

    IntakeForm(
            @Nullable String once,
            @Nullable String client,
            @Nullable String encounter,
            @Nullable String source,
            @Nullable String partner,
            @Nullable Boolean household,
            @Nullable Boolean mine,
            @Nullable FactsForm facts) {
        this.once = once;
        this.client = client;
        this.encounter = encounter;
        this.source = source;
        this.partner = partner;
        this.household = Boolean.TRUE.equals(household);
        this.mine = Boolean.TRUE.equals(mine);
        this.facts = facts == null ? FactsForm.blank("") : facts;
    }

    static IntakeForm blank(
            IntakeDesk.Person person, @Nullable UUID encounter, @Nullable String partner, boolean mine) {
        return new IntakeForm(
                UuidCreator.getTimeOrderedEpoch().toString(),
                person.client().toString(),
                encounter == null ? null : encounter.toString(),
                uuid(partner) == null ? "SELF" : "PARTNER",
                partner,
                false,
                mine,
                FactsForm.blank(person.language()));
    }

    UUID key() {
        return Once.of(once);
    }

    void check(BindingResult result, List<PartnerCard> partners, LocalDate today) {
        facts.check(result, "facts.", today);
        if (uuid(encounter) == null) {
            if (source == null || !SOURCES.contains(source)) {
                result.rejectValue("source", "cases.intake.source.missing");
            } else if (source.equals("PARTNER")
                    && partners.stream().noneMatch(one -> one.id().toString().equals(partner))) {
                result.rejectValue("partner", "cases.intake.partner.missing");
            }
        }
    }

    /** Null where the text is none. */
    static @Nullable UUID uuid(@Nullable String typed) {
        try {
            return typed == null || typed.isBlank() ? null : UUID.fromString(typed.strip());
        } catch (IllegalArgumentException forged) {
            return null;
        }
    }
}
