package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import net.fortuna.ical4j.data.CalendarBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.appointment.Appointment.Party;
import org.mrcportal.counselling.availability.TimeSlot;
import org.mrcportal.shared.Language;
import org.springframework.context.support.ResourceBundleMessageSource;

class CalendarFileTests {

    private static final Instant NINE = Instant.parse("2026-12-01T04:00:00Z");
    private static final Instant BEFORE = NINE.minus(Duration.ofDays(3));
    private static final CentreCard CENTRE = new CentreCard(
            CentreId.next(),
            "OSS",
            "KG",
            "KG-GO",
            ZoneId.of("Asia/Bishkek"),
            "Мигранттарга жардам берүү борбору, Ош; экинчи кабат, узун аталыш менен",
            "Ош",
            "Ленин көчөсү 1",
            null,
            "+996312000000",
            LocalDate.of(2026, 11, 1),
            true);

    private static Appointment booked() {
        return Appointment.hold(
                        AppointmentId.next(),
                        CENTRE.id(),
                        StaffId.next(),
                        new Wish("UNPAID_WAGES", "IN_PERSON", "ky", null, "RETURNED", List.of()),
                        "ky",
                        TimeSlot.starting(NINE, Duration.ofMinutes(40)),
                        BEFORE.plusSeconds(600),
                        new byte[32],
                        UUID.randomUUID())
                .book(ClientId.next(), "7KQ2M4XD", List.of(), false, BEFORE);
    }

    private static String file(Appointment appointment, Language language) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/counselling");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new CalendarFile(messages, "no-reply@centre.example")
                .of(appointment, "7KQ2M4XD", CENTRE, language.locale());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void isReadAlikeByTwoLibraries(Language language) throws Exception {
        String text = file(booked(), language);

        var strict = new CalendarBuilder().build(new StringReader(text));
        assertThat(strict.validate().getEntries()).isEmpty();
        var event = Biweekly.parse(text).first().getEvents().getFirst();
        assertThat(event.getDateStart().getValue()).isEqualTo(Date.from(NINE));
        assertThat(event.getDateEnd().getValue()).isEqualTo(Date.from(NINE.plusSeconds(2400)));
        assertThat(Biweekly.parse(text)
                        .first()
                        .validate(biweekly.ICalVersion.V2_0)
                        .isEmpty())
                .isTrue();
        assertThat(text).contains("TZID=Asia/Bishkek:20261201T100000").contains("7KQ2 M4XD");
    }

    @Test
    void endsLinesByTheStandardAndFoldsThemByBytes() {
        String text = file(booked(), Language.KY);

        assertThat(text.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
        assertThat(text.split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
    }

    @Test
    void saysWhereAndWhenButNeverWhy() {
        assertThat(file(booked(), Language.EN).toUpperCase(Locale.ROOT))
                .contains("SUMMARY:APPOINTMENT")
                .doesNotContain("WAGES")
                .doesNotContain("RETURN");
    }

    @Test
    void keepsItsUidAndRaisesItsSequence() {
        Appointment appointment = booked();
        var first = Biweekly.parse(file(appointment, Language.UZ))
                .first()
                .getEvents()
                .getFirst();
        appointment.move(
                Seat.alone(StaffId.next()),
                TimeSlot.starting(NINE.plusSeconds(7200), Duration.ofMinutes(40)),
                false,
                BEFORE);
        var moved = Biweekly.parse(file(appointment, Language.RU))
                .first()
                .getEvents()
                .getFirst();
        appointment.cancel(Party.PERSON, BEFORE);
        String cancelled = file(appointment, Language.UZ);

        assertThat(moved.getUid().getValue()).isEqualTo(first.getUid().getValue());
        assertThat(first.getSequence().getValue()).isZero();
        assertThat(moved.getSequence().getValue()).isEqualTo(1);
        assertThat(cancelled).contains("METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:2", "ORGANIZER");
        assertThat(Biweekly.parse(cancelled)
                        .first()
                        .validate(biweekly.ICalVersion.V2_0)
                        .isEmpty())
                .isTrue();
    }
}
