package org.mrcportal.counselling.appointment;

import org.jspecify.annotations.Nullable;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.ContactHours;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;

/**
 * What a person has typed so far, exactly as typed; sealed in the database until the booking is made.
 *
 * @param country in which a telephone number without a country's code was meant
 * @param detailsDone whether the details were in order when they were last sent
 * @param privacyDone whether the privacy page was answered with a yes
 */
public record Draft(
        DetailsForm details, @Nullable String country, boolean detailsDone, PrivacyForm privacy, boolean privacyDone) {

    public static final Draft EMPTY = new Draft(DetailsForm.EMPTY, null, false, PrivacyForm.EMPTY, false);

    public Draft with(DetailsForm typed, String country, boolean done) {
        return new Draft(typed, country, done, privacy, privacyDone);
    }

    public Draft with(PrivacyForm typed, boolean done) {
        return new Draft(details, country, detailsDone, typed, done);
    }

    /** Whether the details serve a talk of this mode: for one by telephone, a number is needed. */
    public boolean detailsServe(String mode) {
        String reach = details.reach();
        return detailsDone && reach != null && DetailsForm.ways(mode).contains(reach);
    }

    public boolean complete(String mode) {
        return detailsServe(mode) && privacyDone;
    }

    /** How the person wishes to be called and reached; of telephone and e-mail only the one that was chosen. */
    public Contact contact() {
        PhoneNumber phone = details.reachedBy("PHONE")
                ? PhoneNumber.typed(details.phone(), country == null ? "ZZ" : country)
                        .orElse(null)
                : null;
        String email = details.reachedBy("EMAIL") && details.email() != null
                ? details.email().strip()
                : null;
        String note = blankToNull(details.note());
        return new Contact(
                PersonName.orNull(details.name()),
                phone,
                email,
                phone != null && Boolean.TRUE.equals(details.mayCall()),
                (phone != null || email != null) && Boolean.TRUE.equals(details.mayMessage()),
                note,
                ContactHours.typed(details.from(), details.until()),
                blankToNull(details.codeWord()));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
