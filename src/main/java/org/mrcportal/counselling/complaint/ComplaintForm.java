package org.mrcportal.counselling.complaint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Once;
import org.springframework.validation.Errors;

/**
 * What somebody sends who complains.
 *
 * @param centre code of the centre it is about
 * @param to CENTRE or NETWORK
 * @param text what happened
 * @param money somebody asked for money
 * @param contact how to reach the person, if the person wishes
 * @param once idempotency key of the form
 */
record ComplaintForm(
        @Nullable String centre,
        @Nullable String to,
        @Nullable String text,
        @Nullable Boolean money,
        @Nullable String contact,
        @Nullable String once) {

    private static final int LONGEST_TEXT = 4000;
    private static final int LONGEST_CONTACT = 200;

    static ComplaintForm blank(@Nullable String centre) {
        return new ComplaintForm(
                centre, "CENTRE", null, null, null, UUID.randomUUID().toString());
    }

    void check(Errors errors) {
        if (centre == null || !centre.matches("[A-Z]{3}")) {
            errors.rejectValue("centre", "complaints.centre.missing");
        }
        if (words().isEmpty() || words().length() > LONGEST_TEXT) {
            errors.rejectValue("text", "complaints.text.missing");
        }
        if (to == null || !(to.equals("CENTRE") || to.equals("NETWORK"))) {
            errors.rejectValue("to", "complaints.to.missing");
        }
        if (contact != null && contact.length() > LONGEST_CONTACT) {
            errors.rejectValue("contact", "complaints.contact.long");
        }
    }

    boolean toNetwork() {
        return "NETWORK".equals(to);
    }

    boolean aboutMoney() {
        return Boolean.TRUE.equals(money);
    }

    /** Without what no database keeps. */
    String words() {
        return text == null ? "" : text.replace("\u0000", "").strip();
    }

    @Nullable
    String wayBack() {
        return contact == null || contact.isBlank() ? null : contact.strip();
    }

    /** Whoever goes back and names another centre sends another complaint. */
    UUID key() {
        return UUID.nameUUIDFromBytes((Once.of(once) + String.valueOf(centre)).getBytes(UTF_8));
    }
}
