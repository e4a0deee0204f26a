package org.mrcportal.clients.registration;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.clients.consent.Purpose;
import org.mrcportal.clients.identity.ContactForm;
import org.mrcportal.shared.Once;

/**
 * What the page that registers a person submits. Everything but the agreement may be left out.
 *
 * @param once the form's own key: sent twice, it registers one person
 * @param centre the code of the centre; only asked of those who work for several
 * @param agreed the person has agreed, in words, to be on record
 * @param more what else the person agrees to
 * @param checked the person is none of those who look alike
 */
record RegistrationForm(
        @Nullable String once,
        @Nullable String centre,
        @Valid ContactForm contact,
        @AssertTrue @Nullable Boolean agreed,
        Set<String> more,
        @Nullable Boolean checked) {

    static final List<Purpose> OPTIONAL = List.of(
            Purpose.REMINDER,
            Purpose.FOLLOW_UP,
            Purpose.SHARE_WITH_PARTNER,
            Purpose.SHARE_WITH_NETWORK,
            Purpose.STATISTICS);

    RegistrationForm(
            @Nullable String once,
            @Nullable String centre,
            @Nullable ContactForm contact,
            @Nullable Boolean agreed,
            @Nullable Set<String> more,
            @Nullable Boolean checked) {
        this.once = once;
        this.centre = centre;
        this.contact = contact == null ? ContactForm.blank(null, null, null) : contact;
        this.agreed = Boolean.TRUE.equals(agreed);
        this.more = more == null ? Set.of() : more;
        this.checked = checked;
    }

    static RegistrationForm blank(@Nullable String name, @Nullable String phone, String language) {
        return new RegistrationForm(
                UuidCreator.getTimeOrderedEpoch().toString(),
                null,
                ContactForm.blank(name, phone, language),
                false,
                Set.of(),
                false);
    }

    UUID key() {
        return Once.of(once);
    }

    /** The one centre there is, or the one that was picked. */
    @Nullable
    CentreCard at(List<CentreCard> centres) {
        return centres.size() == 1
                ? centres.getFirst()
                : centres.stream()
                        .filter(card -> card.code().equals(centre))
                        .findFirst()
                        .orElse(null);
    }

    Set<Purpose> purposes() {
        EnumSet<Purpose> purposes = EnumSet.of(Purpose.SERVICE);
        OPTIONAL.stream().filter(purpose -> more.contains(purpose.name())).forEach(purposes::add);
        return purposes;
    }
}
