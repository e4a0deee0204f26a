package org.mrcportal.counselling.complaint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.Seal;
import org.mrcportal.shared.SecretLinks;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes complaints, and tells those who made them how far they have come. For everybody. */
@Service
@Transactional
class ComplaintDesk {

    private static final String KIND = "complaints";

    /** So long after the complaint its page shows the code. */
    private static final Duration CODE_SHOWN = Duration.ofHours(1);

    private final Complaints complaints;
    private final Centres centres;
    private final SecretLinks secrets;
    private final Seal seal;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ComplaintDesk(
            Complaints complaints,
            Centres centres,
            SecretLinks secrets,
            Seal seal,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.complaints = complaints;
        this.centres = centres;
        this.secrets = secrets;
        this.seal = seal;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<CentreCard> centres(Language language) {
        return centres.all(language);
    }

    /**
     * Takes it, once for each form.
     *
     * @return the secret of the complaint's link
     */
    String make(CentreCard centre, ComplaintForm form, Language language) {
        return complaints.findByOnce(form.key()).map(this::token).orElseGet(() -> {
            UUID id = Complaint.nextId();
            Complaint made = complaints.saveAndFlush(Complaint.make(
                    id,
                    centre.id(),
                    centre.zone(),
                    form,
                    language.code(),
                    Reference.random(),
                    secrets.tokenHash(secrets.token(KIND, id)),
                    seal,
                    clock.instant()));
            events.publishEvent(new AuditEntry(
                    "COMPLAINT_MADE",
                    centre.id().id(),
                    "complaint:" + id,
                    made.addressee().name()));
            return token(made);
        });
    }

    /**
     * A complaint as the person sees it who made it.
     *
     * @param code six digits that open the answer, shown for an hour; or null
     * @param answer only for whoever has told the code; or null
     */
    record Made(
            String reference,
            @Nullable String code,
            Complaint.State state,
            LocalDate due,
            @Nullable String answer) {}

    @Transactional(readOnly = true)
    Made find(String token) {
        Complaint complaint =
                complaints.findByTokenHash(secrets.tokenHash(token)).orElseThrow(() -> new NotFound("complaint"));
        boolean fresh = clock.instant().isBefore(complaint.madeAt().plus(CODE_SHOWN));
        return new Made(
                Reference.grouped(complaint.reference()),
                fresh ? code(complaint.id()) : null,
                complaint.state(),
                complaint.dueOn(),
                null);
    }

    /** The complaint with its answer, for whoever knows both the number and the code; the same work either way. */
    @Transactional(readOnly = true)
    Optional<Made> find(String reference, String code) {
        Optional<Complaint> found = complaints.findByReference(reference);
        String right = code(found.map(Complaint::id).orElseGet(UUID::randomUUID));
        boolean same = MessageDigest.isEqual(right.getBytes(UTF_8), code.getBytes(UTF_8));
        return found.filter(complaint -> same)
                .map(complaint -> new Made(
                        Reference.grouped(reference),
                        null,
                        complaint.state(),
                        complaint.dueOn(),
                        complaint.answer(seal)));
    }

    /** The scope of the complaint behind a link. */
    Scope scopeOfToken(String token) {
        return Optional.of(token)
                .filter(given -> given.matches("[A-Za-z0-9_-]{22}"))
                .flatMap(given -> centre(secrets.tokenHash(given), ""))
                .orElseThrow(() -> new NotFound("complaint"));
    }

    /** The scope of the complaint with this number; of nothing where there is none. */
    Scope scopeOfReference(String reference) {
        return centre(new byte[0], reference).orElseGet(() -> Scope.of(UUID.randomUUID()));
    }

    private Optional<Scope> centre(byte[] tokenHash, String reference) {
        return jdbc.sql("select counselling.centre_of_complaint(?, ?)")
                .params(tokenHash, reference)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .single()
                .map(Scope::of);
    }

    private String token(Complaint complaint) {
        return secrets.token(KIND, complaint.id());
    }

    /** Worked out from the complaint with the portal's key, so nothing of it is stored. */
    private String code(UUID complaint) {
        byte[] mac = secrets.tokenHash(secrets.token(KIND + ".code", complaint));
        return "%06d".formatted(Math.floorMod(ByteBuffer.wrap(mac).getInt(), 1_000_000));
    }
}
