package org.mrcportal.counselling.appointment;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.ContactHours;
import org.mrcportal.shared.EmailAddress;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;
import org.springframework.validation.Errors;

/**
 * How to call and how to reach somebody.
 *
 * @param reach PHONE, EMAIL or SELF (the person keeps the number and gets in touch)
 * @param note what to keep in mind: the person's own words
 * @param from when messages may begin to come, as typed; with {@code until} both or none
 * @param codeWord by which the person knows that a message is genuine
 */
public record DetailsForm(
        @Nullable String name,
        @Nullable String reach,
        @Nullable String phone,
        @Nullable String email,
        @Nullable Boolean mayCall,
        @Nullable Boolean mayMessage,
        @Nullable String note,
        @Nullable String from,
        @Nullable String until,
        @Nullable String codeWord) {

    static final int LONGEST_NOTE = 300;
    static final DetailsForm EMPTY = new DetailsForm(null, null, null, null, null, null, null, null, null, null);
    private static final int WORTH_KEEPING = 4000;

    /** Who wants to talk by telephone or video has to be reachable that way. */
    static List<String> ways(String mode) {
        return switch (mode) {
            case "PHONE" -> List.of("PHONE");
            case "VIDEO" -> List.of("PHONE", "EMAIL");
            default -> List.of("PHONE", "EMAIL", "SELF");
        };
    }

    public void check(Errors errors, String mode, String country) {
        if (name != null && name.length() > PersonName.LONGEST) {
            errors.rejectValue("name", "counselling.details.name.long");
        }
        if (reach == null || !ways(mode).contains(reach)) {
            errors.rejectValue("reach", "counselling.details.reach.missing");
        }
        if (reachedBy("PHONE") && PhoneNumber.typed(phone, country).isEmpty()) {
            errors.rejectValue("phone", "counselling.details.phone.wrong");
        }
        if (reachedBy("EMAIL") && !EmailAddress.isOne(email)) {
            errors.rejectValue("email", "counselling.details.email.wrong");
        }
        if (note != null && note.length() > LONGEST_NOTE) {
            errors.rejectValue("note", "counselling.details.note.long");
        }
        if (!ContactHours.sound(from, until)) {
            errors.rejectValue("until", "counselling.details.hours.wrong");
        }
        if (codeWord != null && !codeWord.isBlank() && !Contact.isCodeWord(codeWord)) {
            errors.rejectValue("codeWord", "counselling.details.code-word.wrong");
        }
    }

    boolean reachedBy(String way) {
        return way.equals(reach);
    }

    /** Whether it is of a size a person types; what is longer is shown again but not kept. */
    public boolean isOfHumanSize() {
        return Stream.of(name, reach, phone, email, note, from, until, codeWord)
                        .filter(Objects::nonNull)
                        .mapToInt(String::length)
                        .sum()
                <= WORTH_KEEPING;
    }
}
