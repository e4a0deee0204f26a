package org.mrcportal.counselling.appointment;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;
import org.springframework.validation.Errors;

/**
 * What staff fill in to book for somebody, on one page.
 *
 * @param once the form's own key: sent twice, it books once
 * @param centre code
 * @param client somebody known; null: a new person
 * @param counsellor the only one who will do; blank: anybody
 * @param sex of the counsellor: F, M or ANY
 * @param time the moment, as a radio's value
 * @param day the first of the days shown
 * @param from the day that was turned to
 * @param agreed the person has agreed, in words, to be on record
 * @param reminder the person wishes to be reminded
 * @param checked the person is none of those who look alike
 * @param overbook pressed: the time below counts, free or not
 * @param overCounsellor whose time it is
 * @param overReason why
 */
record StaffBookingForm(
        @Nullable String once,
        @Nullable String centre,
        @Nullable String client,
        @Nullable String counsellor,
        @Nullable String service,
        @Nullable String mode,
        @Nullable String language,
        @Nullable String sex,
        @Nullable List<String> needs,
        @Nullable String time,
        @Nullable String day,
        @Nullable String from,
        @Size(max = PersonName.LONGEST) @Nullable String name,
        @Size(max = 60) @Nullable String phone,
        @Nullable Boolean mayCall,
        @Nullable Boolean mayMessage,
        @Size(max = DetailsForm.LONGEST_NOTE) @Nullable String note,
        @Nullable Boolean agreed,
        @Nullable Boolean reminder,
        @Nullable Boolean checked,
        @Nullable String overbook,
        @Nullable String overCounsellor,
        @Nullable String overDay,
        @Nullable String overTime,
        @Size(max = LONGEST_REASON) @Nullable String overReason) {

    static final int LONGEST_REASON = 300;

    /** Nothing filled in yet but what the address says. */
    static StaffBookingForm blank(
            @Nullable String centre,
            @Nullable String client,
            @Nullable String counsellor,
            @Nullable String service,
            @Nullable String day) {
        return new StaffBookingForm(
                UUID.randomUUID().toString(),
                centre,
                client,
                counsellor,
                service,
                "IN_PERSON",
                null,
                "ANY",
                List.of(),
                null,
                day,
                null,
                null,
                null,
                false,
                false,
                null,
                false,
                false,
                false,
                null,
                counsellor,
                day,
                null,
                null);
    }

    StaffBookingForm inLanguage(String code) {
        return new StaffBookingForm(
                once,
                centre,
                client,
                counsellor,
                service,
                mode,
                code,
                sex,
                needs,
                time,
                day,
                from,
                name,
                phone,
                mayCall,
                mayMessage,
                note,
                agreed,
                reminder,
                checked,
                overbook,
                overCounsellor,
                overDay,
                overTime,
                overReason);
    }

    /** The first answers, less what is no answer of ours. */
    Answers answers() {
        return new Answers(null, service, mode, centre, language, sex, needs, null, null, null, null);
    }

    TimeForm choice() {
        return new TimeForm(time, once);
    }

    Optional<ClientId> known() {
        return id(client).map(ClientId::new);
    }

    Optional<StaffId> with() {
        return id(counsellor).map(StaffId::new);
    }

    boolean overbooks() {
        return overbook != null;
    }

    Optional<StaffId> overbooked() {
        return id(overCounsellor).map(StaffId::new);
    }

    /** The moment typed by whoever overbooks, in the centre's zone; empty where it is none. */
    Optional<java.time.Instant> overStart(ZoneId zone) {
        try {
            return overDay == null || !overDay.matches("20\\d{2}-\\d{2}-\\d{2}") || overTime == null
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(overDay)
                            .atTime(LocalTime.parse(overTime))
                            .atZone(zone)
                            .toInstant());
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    Optional<String> reason() {
        return Optional.ofNullable(overReason).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The language of the person's messages. */
    String pageLanguage() {
        return Language.ofCode(language == null ? "" : language)
                .map(Language::code)
                .orElse(Language.RU.code());
    }

    void check(Errors errors, CentreCard centre, boolean known) {
        Answers answers = answers();
        if (answers.service() == null) {
            errors.rejectValue("service", "counselling.desk.service.missing");
        }
        if (answers.mode() == null) {
            errors.rejectValue("mode", "counselling.mode.missing");
        }
        if (answers.language() == null) {
            errors.rejectValue("language", "counselling.language.missing");
        }
        if (!overbooks() && choice().start().isEmpty()) {
            errors.rejectValue("time", "counselling.time.missing");
        }
        if (known) {
            return;
        }
        boolean given = phone != null && !phone.isBlank();
        if (!given && answers.mode() != null && !answers.mode().equals("IN_PERSON")) {
            errors.rejectValue("phone", "counselling.desk.phone.missing");
        } else if (given && PhoneNumber.typed(phone, centre.country()).isEmpty()) {
            errors.rejectValue("phone", "counselling.details.phone.wrong");
        }
        if (!Boolean.TRUE.equals(agreed)) {
            errors.rejectValue("agreed", "counselling.desk.agreed.missing");
        }
    }

    void checkOverbooking(Errors errors, ZoneId zone) {
        if (overbooked().isEmpty()) {
            errors.rejectValue("overCounsellor", "counselling.desk.overbook.counsellor.missing");
        }
        if (overStart(zone).isEmpty()) {
            errors.rejectValue("overTime", "counselling.desk.overbook.time.missing");
        }
        if (reason().isEmpty()) {
            errors.rejectValue("overReason", "counselling.desk.overbook.reason.missing");
        }
    }

    Contact contact(String country) {
        PhoneNumber number = PhoneNumber.typed(phone, country).orElse(null);
        return new Contact(
                PersonName.orNull(name),
                number,
                null,
                number != null && Boolean.TRUE.equals(mayCall),
                number != null && Boolean.TRUE.equals(mayMessage),
                note == null || note.isBlank() ? null : note.strip());
    }

    private static Optional<UUID> id(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
