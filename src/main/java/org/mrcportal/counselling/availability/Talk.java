package org.mrcportal.counselling.availability;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.OfferedService;

/**
 * The talk a time is looked for.
 *
 * @param language the counsellor has to speak; null: any
 * @param counsellorSex F or M; null: either
 * @param bufferBefore minutes to be kept free before it
 * @param bufferAfter minutes to be kept free after it
 * @param group who talks together; null: one person alone
 */
public record Talk(
        Duration length,
        @Nullable String language,
        @Nullable String counsellorSex,
        int bufferBefore,
        int bufferAfter,
        @Nullable Group group) {

    /**
     * People who talk to a counsellor together.
     *
     * @param places for so many
     * @param name what they have in common beside the counsellor and the moment
     */
    public record Group(int places, String name) {}

    /** Of one person, without pauses around it. */
    public Talk(Duration length, @Nullable String language, @Nullable String counsellorSex) {
        this(length, language, counsellorSex, 0, 0, null);
    }

    /**
     * About a service, as the centre gives it. The people of a group share the service, the way of talking and the
     * language.
     *
     * @param mode IN_PERSON, PHONE or VIDEO
     */
    public static Talk about(
            OfferedService service,
            CentreId centre,
            String mode,
            @Nullable String language,
            @Nullable String counsellorSex) {
        return new Talk(
                service.length(),
                language,
                counsellorSex,
                service.bufferBefore(),
                service.bufferAfter(),
                service.places() == 1
                        ? null
                        : new Group(service.places(), "%s/%s/%s/%s".formatted(centre, service.code(), mode, language)));
    }

    /** The same talk, but so long. */
    public Talk lasting(Duration other) {
        return new Talk(other, language, counsellorSex, bufferBefore, bufferAfter, group);
    }

    public int places() {
        return group == null ? 1 : group.places();
    }

    /** What the people who talk to this counsellor at this moment share; null: one person talks alone. */
    public @Nullable UUID occasion(StaffId counsellor, Instant start) {
        return group == null
                ? null
                : UUID.nameUUIDFromBytes(
                        "%s/%s/%s".formatted(group.name(), counsellor, start).getBytes(StandardCharsets.UTF_8));
    }

    /** From one start to the next where several such talks follow each other. */
    Duration step() {
        return length.plusMinutes(Math.max(bufferBefore, bufferAfter));
    }

    boolean suits(Counsellor counsellor) {
        return (language == null || counsellor.languages().contains(language))
                && (counsellorSex == null || counsellorSex.equals(counsellor.sex()));
    }

    /** The time in which such a talk cannot be, because of the visit: of two pauses between them the longer one counts. */
    TimeSlot blockedBy(Visit visit) {
        return new TimeSlot(
                visit.slot().startsAt().minus(Duration.ofMinutes(Math.max(bufferAfter, visit.bufferBefore()))),
                visit.slot().endsAt().plus(Duration.ofMinutes(Math.max(visit.bufferAfter(), bufferBefore))));
    }
}
