package org.mrcportal.counselling.appointment;

import java.util.Locale;
import java.util.Optional;
import org.mrcportal.centres.Centres;
import org.mrcportal.counselling.AppointmentCard;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.Appointments;
import org.mrcportal.shared.Language;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells other modules of bookings; of a hold there is nothing to tell. */
@Component
@Transactional(readOnly = true)
class AppointmentsOnRecord implements Appointments {

    private final AppointmentRecords records;
    private final Centres centres;
    private final PersonalLinks links;
    private final CalendarFile calendarFile;

    AppointmentsOnRecord(AppointmentRecords records, Centres centres, PersonalLinks links, CalendarFile calendarFile) {
        this.records = records;
        this.centres = centres;
        this.links = links;
        this.calendarFile = calendarFile;
    }

    @Override
    public Optional<AppointmentCard> card(AppointmentId id) {
        return records.findById(id)
                .flatMap(appointment -> Optional.ofNullable(appointment.reference())
                        .map(reference -> new AppointmentCard(
                                id,
                                appointment.centre(),
                                appointment.client(),
                                appointment.slot().startsAt(),
                                appointment.slot().endsAt(),
                                appointment.pageLanguage(),
                                reference,
                                links.token(id),
                                appointment.wish().mode(),
                                appointment.state().name(),
                                appointment.awaitsConfirmation(),
                                appointment.sequence())));
    }

    @Override
    public Optional<String> calendarFile(AppointmentId id) {
        return records.findById(id).flatMap(appointment -> file(appointment, appointment.pageLanguage()));
    }

    /** For the person who holds the link, in the language of the page. */
    Optional<String> calendarFile(String token, Language language) {
        return records.findByTokenHash(PersonalLinks.hash(token))
                .flatMap(appointment -> file(appointment, language.code()));
    }

    private Optional<String> file(Appointment appointment, String code) {
        Locale locale = Locale.forLanguageTag(code);
        return Optional.ofNullable(appointment.reference())
                .map(reference -> calendarFile.of(
                        appointment,
                        reference,
                        centres.byId(appointment.centre(), Language.of(locale)).orElseThrow(),
                        locale));
    }
}
