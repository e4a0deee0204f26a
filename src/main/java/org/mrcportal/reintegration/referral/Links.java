package org.mrcportal.reintegration.referral;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.SecretLinks;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The links by which partners answer. A referral has one that is good at a time; the secret is worked out anew where it is
 * printed or mailed, and the database holds its hash.
 */
@Component
class Links {

    /** The first part of the address, after the language. */
    static final String KIND = "referrals";

    private final SecretLinks secrets;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration toAnswer;
    private final Duration toServe;

    Links(
            SecretLinks secrets,
            JdbcClient jdbc,
            Clock clock,
            @Value("${portal.referrals.link}") Duration toAnswer,
            @Value("${portal.referrals.link-accepted}") Duration toServe) {
        this.secrets = secrets;
        this.jdbc = jdbc;
        this.clock = clock;
        this.toAnswer = toAnswer;
        this.toServe = toServe;
    }

    /**
     * A link as it stands in the database.
     *
     * @param tells whether it may show anything of the person: one on paper may not where the referral is sensitive, for
     *     whoever finds the paper has the link
     * @param shownAt when the partner first looked; null: not yet
     */
    record Link(
            UUID id,
            UUID referral,
            boolean mailed,
            boolean tells,
            Instant madeAt,
            Instant expiresAt,
            boolean revoked,
            @Nullable Instant shownAt) {

        boolean isGoodAt(Instant now) {
            return !revoked && now.isBefore(expiresAt);
        }
    }

    /**
     * Makes a new one; the former is good no more.
     *
     * @param mailedTo the address it goes to, now and when it is sent again; null: it is printed or read out
     * @return its id
     */
    UUID renew(Referral referral, @Nullable String mailedTo, StaffId by) {
        revoke(referral.id());
        UUID id = UuidCreator.getTimeOrderedEpoch();
        Instant now = clock.instant();
        Instant expires = now.plus(referral.state() == ReferralState.ACCEPTED ? toServe : toAnswer);
        jdbc.sql("""
                        insert into reintegration.referral_link (id, centre_id, case_id, referral_id, token_hash, mailed,
                            mailed_to, made_by, made_at, expires_at)
                        values (:id, :centre, :case, :referral, :hash, :mailed, :to, :by, :now, :expires)
                        """)
                .param("id", id)
                .param("centre", referral.centre().id())
                .param("case", referral.file().id())
                .param("referral", referral.id())
                .param("hash", SecretLinks.hash(token(id)))
                .param("mailed", mailedTo != null)
                .param("to", mailedTo)
                .param("by", by.id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", expires.atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    void revoke(UUID referral) {
        jdbc.sql("update reintegration.referral_link set revoked_at = ? where referral_id = ? and revoked_at is null")
                .params(clock.instant().atOffset(ZoneOffset.UTC), referral)
                .update();
    }

    /** Once accepted, the same link stays good for saying that the person was served. */
    void keepForServing(UUID referral) {
        jdbc.sql("""
                        update reintegration.referral_link set expires_at = greatest(expires_at, ?)
                        where referral_id = ? and revoked_at is null
                        """)
                .params(clock.instant().plus(toServe).atOffset(ZoneOffset.UTC), referral)
                .update();
    }

    /** @return whether nobody had looked before */
    boolean shown(UUID link) {
        return jdbc.sql("update reintegration.referral_link set shown_at = ? where id = ? and shown_at is null")
                        .params(clock.instant().atOffset(ZoneOffset.UTC), link)
                        .update()
                == 1;
    }

    Optional<Link> byId(UUID id) {
        return find("l.id = ?", id);
    }

    /** @throws NotFound for anything that is no link of ours */
    Link byToken(String token) {
        return find("l.token_hash = ?", SecretLinks.hash(token)).orElseThrow(() -> new NotFound("a referral"));
    }

    private Optional<Link> find(String condition, Object value) {
        return jdbc.sql("""
                        select l.*, l.mailed or not r.sensitive as tells
                        from reintegration.referral_link l join reintegration.referral r on r.id = l.referral_id where
                        """ + condition)
                .param(value)
                .query((row, number) -> link(row))
                .optional();
    }

    static Link link(ResultSet row) throws SQLException {
        OffsetDateTime shown = row.getObject("shown_at", OffsetDateTime.class);
        return new Link(
                row.getObject("id", UUID.class),
                row.getObject("referral_id", UUID.class),
                row.getBoolean("mailed"),
                row.getBoolean("tells"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getObject("revoked_at") != null,
                shown == null ? null : shown.toInstant());
    }

    String token(UUID link) {
        return secrets.token(KIND, link);
    }

    /** Without the language. */
    String path(UUID link) {
        return "/" + KIND + "/" + token(link);
    }

    /**
     * The centre of the referral behind a link, as the scope of what is done with it. The secret opens this referral, also
     * one of a protected case.
     *
     * @throws NotFound for anything that is no link of ours
     */
    Scope scopeOf(String token) {
        return Optional.of(token)
                .filter(SecretLinks::isToken)
                .flatMap(given -> jdbc.sql("select reintegration.centre_of_referral(?)")
                        .param(SecretLinks.hash(given))
                        .query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                        .single())
                .map(centre -> Scope.of(centre).readByPortal())
                .orElseThrow(() -> new NotFound("a referral"));
    }
}
