package org.mrcportal.clients.identity;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.ContactHours;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;
import org.springframework.validation.Errors;

/** How a person is called and reached, as staff type it: part of the forms that register and change a person. */
public record ContactForm(
        @Size(max = PersonName.LONGEST) @Nullable String name,
        @Size(max = 60) @Nullable String phone,
        @Size(max = 254) @Email @Nullable String email,
        @Nullable Boolean mayCall,
        @Nullable Boolean mayMessage,
        @Size(max = 300) @Nullable String note,
        @Size(max = 20) @Nullable String from,
        @Size(max = 20) @Nullable String until,
        @Size(max = Contact.LONGEST_CODE_WORD) @Nullable String codeWord,
        @Nullable String language) {

    public static ContactForm blank(@Nullable String name, @Nullable String phone, @Nullable String language) {
        return new ContactForm(name, phone, null, false, false, null, null, null, null, language);
    }

    public static ContactForm of(Contact contact, String language) {
        PersonName name = contact.name();
        PhoneNumber phone = contact.phone();
        ContactHours hours = contact.hours();
        return new ContactForm(
                name == null ? null : name.text(),
                phone == null ? null : phone.readable(),
                contact.email(),
                contact.mayCall(),
                contact.mayMessage(),
                contact.note(),
                hours == null ? null : hours.from().toString(),
                hours == null ? null : hours.until().toString(),
                contact.codeWord(),
                language);
    }

    /** The languages a person can be answered in. */
    public static List<Choice> languages(Locale reader) {
        return Arrays.stream(Language.values())
                .map(language -> Choice.of(language.code(), language.nameIn(reader)))
                .toList();
    }

    /** Whether the telephone can be one, as dialled in that country. */
    public boolean hasPossiblePhone(String country) {
        return stripped(phone) == null || PhoneNumber.typed(phone, country).isPresent();
    }

    /** Says what is wrong with the hours and the code word, beside their fields. */
    public void checkSafety(Errors errors) {
        if (!ContactHours.sound(from, until)) {
            errors.rejectValue("contact.until", "clients.contact.hours.wrong");
        }
        if (codeWord != null && !codeWord.isBlank() && !Contact.isCodeWord(codeWord)) {
            errors.rejectValue("contact.codeWord", "clients.contact.code-word.wrong");
        }
    }

    public Optional<Language> spoken() {
        return Optional.ofNullable(language).flatMap(Language::ofCode);
    }

    /** For a form without errors. */
    public Contact contact(String country) {
        return new Contact(
                PersonName.orNull(name),
                PhoneNumber.typed(phone, country).orElse(null),
                stripped(email),
                Boolean.TRUE.equals(mayCall),
                Boolean.TRUE.equals(mayMessage),
                stripped(note),
                ContactHours.typed(from, until),
                stripped(codeWord));
    }

    /**
     * The same over what is on record: a field that the form did not show (which is null; one that was emptied is empty)
     * stays as it is.
     */
    public Contact contact(String country, Contact known) {
        Contact typed = contact(country);
        return new Contact(
                name == null ? known.name() : typed.name(),
                phone == null ? known.phone() : typed.phone(),
                email == null ? known.email() : typed.email(),
                mayCall == null ? known.mayCall() : typed.mayCall(),
                mayMessage == null ? known.mayMessage() : typed.mayMessage(),
                note == null ? known.note() : typed.note(),
                from == null && until == null ? known.hours() : typed.hours(),
                codeWord == null ? known.codeWord() : typed.codeWord());
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
