package org.mrcportal.outreach.registration;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.EmailAddress;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;
import org.springframework.validation.Errors;

/**
 * What the page of registration submits, and that of staff who register somebody on the telephone.
 *
 * @param people how many come, as typed
 * @param choice what to do where places are short: {@code WAIT}, {@code TAKE_3} (three places instead), or empty
 * @param language of the person's pages; empty: that of the page
 * @param once idempotency key
 */
record RegistrationForm(
        @Nullable String people,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String email,
        @Nullable Boolean reminders,
        @Nullable String choice,
        @Nullable String via,
        @Nullable String language,
        @Nullable String once) {

    static final int MOST_PEOPLE = 20;
    static final String WAIT = "WAIT";

    private static final String TAKE = "TAKE_";
    private static final Pattern VIA = Pattern.compile("[23456789ABCDEFGHJKMNPQRSTVWXYZ]{6}");

    /** For a page that is opened: one person, and a key of its own. */
    static RegistrationForm opened(@Nullable String via) {
        return new RegistrationForm(
                "1", null, null, null, null, null, via, null, UUID.randomUUID().toString());
    }

    /** In the language of the person's pages. */
    RegistrationForm in(Language pages) {
        return new RegistrationForm(people, name, phone, email, reminders, choice, via, pages.code(), once);
    }

    void check(Errors errors, String country) {
        if (number().isEmpty()) {
            errors.rejectValue("people", "registration.people.wrong");
        }
        if (name != null && name.length() > PersonName.LONGEST) {
            errors.rejectValue("name", "registration.name.long");
        }
        if (given(phone) && PhoneNumber.typed(phone, country).isEmpty()) {
            errors.rejectValue("phone", "registration.phone.wrong");
        }
        if (given(email) && !EmailAddress.isOne(email)) {
            errors.rejectValue("email", "registration.email.wrong");
        }
        if (Boolean.TRUE.equals(reminders) && !given(phone) && !given(email)) {
            errors.rejectValue("reminders", "registration.reminders.where");
        }
    }

    /** How many come; empty where that is no number from 1 to {@value #MOST_PEOPLE}. */
    Optional<Integer> number() {
        return numberIn(people);
    }

    /** What was asked for with the form, once it has passed the check: fewer places where that was chosen. */
    Wish wish(String country, Language page) {
        return new Wish(
                taken().or(this::number).orElseThrow(),
                new Registrant(
                        PersonName.orNull(name),
                        given(phone) ? PhoneNumber.typed(phone, country).orElse(null) : null,
                        email == null || email.isBlank() ? null : email.strip()),
                Boolean.TRUE.equals(reminders),
                language == null ? page : Language.ofCode(language).orElse(page),
                via != null && VIA.matcher(via).matches() ? via : null,
                key());
    }

    boolean waits() {
        return WAIT.equals(choice);
    }

    /** That of the form, or a new one for a form that was sent without. */
    public UUID key() {
        try {
            return once == null ? UUID.randomUUID() : UUID.fromString(once);
        } catch (IllegalArgumentException forged) {
            return UUID.randomUUID();
        }
    }

    static String take(int places) {
        return TAKE + places;
    }

    private Optional<Integer> taken() {
        return choice != null && choice.startsWith(TAKE) ? numberIn(choice.substring(TAKE.length())) : Optional.empty();
    }

    static Optional<Integer> numberIn(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(String::strip)
                .filter(typed -> typed.matches("[0-9]{1,2}"))
                .map(Integer::valueOf)
                .filter(number -> number >= 1 && number <= MOST_PEOPLE);
    }

    private static boolean given(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
