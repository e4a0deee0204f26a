package org.mrcportal.counselling.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.counselling.AppointmentId;

class PrefillTests {

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
    private static final Instant HALF_PAST_NINE = Instant.parse("2026-11-24T04:30:00Z");
    private static final CentreId CENTRE = CentreId.next();
    private static final ClientId MALIKA = ClientId.next();

    @Test
    void takesLanguageTopicStatusModeAndTimesFromTheBooking() {
        ConsultationForm form =
                filled(booking("OFFER_CHECK", "RETURNED", "PHONE", HALF_PAST_NINE.plusSeconds(70)), null);
        assertThat(form.language()).isEqualTo("uz-Latn");
        assertThat(form.mainTopic()).isEqualTo("OFFER_CHECK");
        assertThat(form.migrationStatus()).isEqualTo("RETURNEE");
        assertThat(form.mode()).isEqualTo("PHONE");
        assertThat(form.day()).isEqualTo("2026-11-24");
        assertThat(form.starts()).isEqualTo("09:31");
        assertThat(form.ends()).isNull();
    }

    @Test
    void asksOfABookingOnlyWhatNobodyHasSaid() {
        assertThat(filled(booking("WORK_ABROAD", "LEAVING", "IN_PERSON", null), null)
                        .unanswered())
                .containsExactly("destination", "region", "sex", "ageGroup", "serviceGiven", "outcome");
    }

    @Test
    void guessesNoTopicForSomebodyWhoIsNotSure() {
        assertThat(filled(booking("NOT_SURE", null, "IN_PERSON", null), null).unanswered())
                .contains("mainTopic", "migrationStatus");
    }

    @Test
    void takesSexAgeAndRegionFromTheClientOnlyWhereLearnedBefore() {
        ConsultationForm form =
                filled(booking("STUDY", null, "VIDEO", null), known("F", "18_24", "UZ-SA", "POTENTIAL"));
        assertThat(form.unanswered()).containsExactly("destination", "serviceGiven", "outcome");
        assertThat(form.region()).isEqualTo("UZ-SA");
        assertThat(form.migrationStatus()).isEqualTo("POTENTIAL");
    }

    @Test
    void believesTheBookingMoreThanTheRecordAboutTheSituation() {
        assertThat(filled(booking("STUDY", "ABROAD", "VIDEO", null), known(null, null, null, "POTENTIAL"))
                        .migrationStatus())
                .isEqualTo("ABROAD");
    }

    @Test
    void knowsNothingOfAnAnonymousWalkIn() {
        ConsultationForm form = filled(Occasion.unannounced(CENTRE, null, null), null);
        assertThat(form.unanswered()).isEqualTo(ConsultationForm.QUESTIONS);
        assertThat(form.mode()).isEqualTo("WALK_IN");
    }

    private static ConsultationForm filled(Occasion occasion, @Nullable ClientSummary client) {
        return Prefill.of(occasion, client, TASHKENT, UUID.randomUUID(), HALF_PAST_NINE.plusSeconds(900));
    }

    private static Occasion booking(
            String service, @Nullable String situation, String mode, @Nullable Instant startedAt) {
        return new Occasion(
                CENTRE,
                AppointmentId.next(),
                null,
                MALIKA,
                service,
                situation,
                mode,
                "uz",
                "IN_SESSION",
                HALF_PAST_NINE,
                startedAt,
                null,
                null,
                null);
    }

    private static ClientSummary known(
            @Nullable String sex, @Nullable String age, @Nullable String region, String status) {
        return new ClientSummary(MALIKA, CENTRE, "TAS-26-00042", "Malika", "uz", sex, age, region, status);
    }
}
