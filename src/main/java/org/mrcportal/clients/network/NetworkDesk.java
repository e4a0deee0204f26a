package org.mrcportal.clients.network;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.mrcportal.accounts.Attempts;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.identity.SealedIdentities;
import org.mrcportal.clients.search.Wanted;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks whether another centre knows a person. The answer is yes or no, tries are counted per member of staff, and each is
 * on the audit trail.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER') and @identityReaders.include()")
class NetworkDesk {

    static final int TRIES = 10;
    static final Duration WINDOW = Duration.ofHours(1);

    private final SealedIdentities identities;
    private final Centres centres;
    private final Attempts attempts;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    NetworkDesk(
            SealedIdentities identities,
            Centres centres,
            Attempts attempts,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.identities = identities;
        this.centres = centres;
        this.attempts = attempts;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** What came of it. */
    enum Answer {
        MAY_BE_KNOWN,
        NOT_KNOWN,
        TOO_MANY
    }

    Answer ask(NetworkForm form, StaffMember me) {
        if (tooMany(me)) {
            return Answer.TOO_MANY;
        }
        boolean known = Boolean.TRUE.equals(
                wanted(jdbc.sql("select clients.known_elsewhere(:key, :phone, :email, :code)"), form, me)
                        .query(Boolean.class)
                        .single());
        events.publishEvent(new AuditEntry("NETWORK_ASKED", centre(me).id(), null, known ? "yes" : "no"));
        return known ? Answer.MAY_BE_KNOWN : Answer.NOT_KNOWN;
    }

    /** Says the same whether or not there was somebody to pass the request on to. */
    Answer request(NetworkForm form, StaffMember me) {
        if (tooMany(me)) {
            return Answer.TOO_MANY;
        }
        wanted(
                        jdbc.sql(
                                "select clients.ask_access(:asking, :staff, :at, :once, :reason, :said, :key, :phone, :email, :code)"),
                        form,
                        me)
                .param("asking", centre(me).id())
                .param("staff", me.id().id())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("once", form.key())
                .param(
                        "reason",
                        form.reason() == null
                                ? ""
                                : form.reason().replaceAll("\\p{Cntrl}+", " ").strip())
                .param("said", form.way(), Types.VARCHAR)
                .query((row, number) -> true)
                .single();
        events.publishEvent(new AuditEntry("ACCESS_REQUESTED", centre(me).id(), null, null));
        return Answer.MAY_BE_KNOWN;
    }

    private boolean tooMany(StaffMember me) {
        return attempts.count("network.ask", me.getUsername(), WINDOW) > TRIES;
    }

    private JdbcClient.StatementSpec wanted(JdbcClient.StatementSpec statement, NetworkForm form, StaffMember me) {
        String country =
                centres.byId(centre(me), Language.EN).map(CentreCard::country).orElse("UZ");
        String name = form.name();
        String email = form.email();
        return statement
                .param("key", name == null ? "" : PersonName.SearchKey.of(name))
                .param(
                        "phone",
                        PhoneNumber.typed(form.phone(), country)
                                .map(identities::fingerprint)
                                .orElse(null),
                        Types.BINARY)
                .param(
                        "email",
                        email == null || email.isBlank() ? null : identities.fingerprintOfEmail(email),
                        Types.BINARY)
                .param("code", form.code() == null ? null : Wanted.clientCode(form.code()), Types.VARCHAR);
    }

    private static CentreId centre(StaffMember me) {
        return me.centres().getFirst();
    }
}
