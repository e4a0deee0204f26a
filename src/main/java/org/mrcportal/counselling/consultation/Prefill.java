package org.mrcportal.counselling.consultation;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.counselling.talk.TalkLanguages;

/**
 * Fills the log form with what is known, so that nothing is typed twice. It never guesses: sex, age, region, destination
 * and outcome stay empty unless this very client told them before (destination and outcome always).
 */
final class Prefill {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private static final Map<String, String> TOPIC_OF_SERVICE = Map.of(
            "WORK_ABROAD", "LEGAL_WORK",
            "OFFER_CHECK", "OFFER_CHECK",
            "DOCUMENTS", "VISA_PERMIT",
            "UNPAID_WAGES", "UNPAID_WAGES",
            "ENTRY_BAN", "ENTRY_BAN",
            "STUDY", "STUDY",
            "RETURN_HOME", "RETURN_JOB",
            "FAMILY_MATTERS", "FAMILY_REUNION");

    private static final Map<String, String> STATUS_OF_SITUATION = Map.of(
            "THINKING", "POTENTIAL",
            "LEAVING", "INTENDING",
            "ABROAD", "ABROAD",
            "RETURNED", "RETURNEE",
            "FAMILY", "FAMILY_MEMBER");

    private Prefill() {}

    static ConsultationForm of(Occasion occasion, @Nullable ClientSummary client, ZoneId zone, UUID once, Instant now) {
        ZonedDateTime starts = start(occasion, now).atZone(zone);
        return new ConsultationForm(
                once.toString(),
                occasion.centre().toString(),
                text(occasion.appointment()),
                text(occasion.walkIn()),
                occasion.appointment() == null && occasion.walkIn() == null ? text(occasion.client()) : null,
                occasion.language() == null ? null : TalkLanguages.ofPortalLanguage(occasion.language()),
                occasion.service() == null ? null : TOPIC_OF_SERVICE.get(occasion.service()),
                null,
                status(occasion, client),
                client == null ? null : client.region(),
                client == null ? null : client.sex(),
                client == null ? null : client.ageGroup(),
                null,
                null,
                occasion.mode().equals("IN_PERSON") ? "APPOINTMENT" : occasion.mode(),
                starts.toLocalDate().toString(),
                TIME.format(starts),
                occasion.finishedAt() == null
                        ? null
                        : TIME.format(occasion.finishedAt().atZone(zone)),
                List.of(),
                null,
                null,
                occasion.interpreter() != null,
                null,
                null,
                null);
    }

    /** The form of a consultation on record, for correcting it. */
    static ConsultationForm of(Consultation record, ZoneId zone) {
        Talk talk = record.talk();
        Findings findings = record.findings();
        return new ConsultationForm(
                record.once().toString(),
                record.centre().toString(),
                null,
                null,
                null,
                talk.language(),
                findings.mainTopic(),
                Objects.requireNonNullElse(findings.destination(), Codes.NONE),
                findings.migrationStatus(),
                Objects.requireNonNullElse(findings.region(), Codes.NONE),
                findings.sex(),
                findings.ageGroup(),
                findings.serviceGiven(),
                findings.outcome(),
                talk.mode(),
                talk.startedAt().atZone(zone).toLocalDate().toString(),
                TIME.format(talk.startedAt().atZone(zone)),
                TIME.format(talk.endedAt().atZone(zone)),
                findings.otherTopics(),
                findings.referredTo(),
                text(findings.followUpOn()),
                talk.interpreter(),
                text(talk.interpreterMinutes()),
                findings.note(),
                record.version());
    }

    /** When the buttons say; else when it was due, if that is past; else now. */
    private static Instant start(Occasion occasion, Instant now) {
        if (occasion.startedAt() != null) {
            return occasion.startedAt();
        }
        return occasion.dueAt() != null && occasion.dueAt().isBefore(now) ? occasion.dueAt() : now;
    }

    /** What the person said when booking is newer than what is on record. */
    private static @Nullable String status(Occasion occasion, @Nullable ClientSummary client) {
        if (occasion.situation() != null) {
            return STATUS_OF_SITUATION.get(occasion.situation());
        }
        return client == null ? null : client.migrationStatus();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
