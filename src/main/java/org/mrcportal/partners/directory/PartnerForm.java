package org.mrcportal.partners.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.shared.DayField;
import org.mrcportal.shared.EmailAddress;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PhoneNumber;
import org.springframework.validation.Errors;

/**
 * What the form of a partner submits, as typed.
 *
 * @param once the form's own key: sent twice, it registers one partner
 * @param centre code of the centre
 * @param version of the entry that is being changed
 */
record PartnerForm(
        @Nullable String once,
        @Nullable String centre,
        @Nullable String name,
        @Nullable String kind,
        @Nullable List<String> services,
        @Nullable List<String> regions,
        @Nullable List<String> languages,
        @Nullable String contact,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String address,
        @Nullable String hours,
        @Nullable String agreementFrom,
        @Nullable String agreementUntil,
        @Nullable String sharesData,
        @Nullable String note,
        @Nullable Long version) {

    private static final int LONGEST_NOTE = 2000;

    static PartnerForm blank(String centre) {
        return new PartnerForm(
                UUID.randomUUID().toString(),
                centre,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static PartnerForm of(Partner partner, String centre) {
        Partner.Details details = partner.details();
        String phone = details.phone();
        return new PartnerForm(
                null,
                centre,
                details.name(),
                details.kind(),
                details.services(),
                details.regions(),
                details.languages(),
                details.contact(),
                phone == null ? null : new PhoneNumber(phone).readable(),
                details.email(),
                details.address(),
                details.hours(),
                text(details.agreementFrom()),
                text(details.agreementUntil()),
                details.sharesData() ? "yes" : "no",
                details.note(),
                partner.version());
    }

    /** @param known codes of the regions of the centre's country */
    void check(Errors errors, String country, List<String> known) {
        if (isBlank(name)) {
            errors.rejectValue("name", "partners.name.missing");
        }
        limit(errors, "name", name, 200);
        if (kind == null || !Partner.KINDS.contains(kind)) {
            errors.rejectValue("kind", "partners.kind.missing");
        }
        if (chosen(services, PartnerCard.SERVICES).isEmpty()) {
            errors.rejectValue("services", "partners.services.missing");
        }
        if (!known.containsAll(regions == null ? List.of() : regions)) {
            errors.rejectValue("regions", "partners.regions.wrong");
        }
        limit(errors, "contact", contact, 200);
        if (!isBlank(phone) && PhoneNumber.typed(phone, country).isEmpty()) {
            errors.rejectValue("phone", "partners.phone.wrong");
        }
        if (!isBlank(email) && !EmailAddress.isOne(email)) {
            errors.rejectValue("email", "partners.email.wrong");
        }
        if (isBlank(phone) && isBlank(email) && isBlank(address)) {
            errors.rejectValue("phone", "partners.reach.missing");
        }
        limit(errors, "address", address, 300);
        limit(errors, "hours", hours, 200);
        limit(errors, "note", note, LONGEST_NOTE);
        checkAgreement(errors);
    }

    private void checkAgreement(Errors errors) {
        if (!isBlank(agreementFrom) && DayField.read(agreementFrom).isEmpty()) {
            errors.rejectValue("agreementFrom", "partners.day.wrong");
        }
        if (!isBlank(agreementUntil) && DayField.read(agreementUntil).isEmpty()) {
            errors.rejectValue("agreementUntil", "partners.day.wrong");
        }
        Optional<LocalDate> until = DayField.read(agreementUntil);
        if (until.isPresent()
                && DayField.read(agreementFrom)
                        .filter(d -> !d.isAfter(until.get()))
                        .isEmpty()) {
            errors.rejectValue("agreementUntil", "partners.agreement.order");
        }
    }

    /** @throws java.util.NoSuchElementException where {@link #check} found errors */
    Partner.Details details(String country, List<String> known) {
        return new Partner.Details(
                line(String.valueOf(name)),
                Objects.requireNonNull(kind),
                chosen(services, PartnerCard.SERVICES),
                chosen(regions, known),
                chosen(languages, languageCodes()),
                textOrNull(contact),
                PhoneNumber.typed(phone, country).map(PhoneNumber::e164).orElse(null),
                textOrNull(email),
                textOrNull(address),
                textOrNull(hours),
                DayField.read(agreementFrom).orElse(null),
                DayField.read(agreementUntil).orElse(null),
                "yes".equals(sharesData),
                textOrNull(note));
    }

    static List<String> languageCodes() {
        return List.of(Language.values()).stream().map(Language::code).toList();
    }

    /** In the order of the list, each once, what is unknown left out. */
    private static List<String> chosen(@Nullable List<String> sent, List<String> known) {
        return known.stream()
                .filter(code -> sent != null && sent.contains(code))
                .toList();
    }

    private static void limit(Errors errors, String field, @Nullable String text, int most) {
        if (text != null && text.strip().length() > most) {
            errors.rejectValue(field, "partners.too-long", new Object[] {most}, null);
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static @Nullable String textOrNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
