package org.mrcportal.outreach.code;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.ShortCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Short codes: six letters and digits without look-alikes, on paper or in a post, that lead to {@code /go/{code}}. A post or
 * a session has one at most, made when it is first asked for.
 */
@Component
@Transactional
public class ShortCodes {

    private static final int TRIES = 5;

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final Clock clock;

    ShortCodes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a code stands on. */
    public enum Kind {
        LEAFLET,
        POST,
        SESSION
    }

    /** Where a code leads. */
    public enum Target {
        /** To booking a talk at the centre. */
        BOOK,
        /** To the centre's sessions. */
        SESSIONS,
        /** To one session. */
        SESSION
    }

    /**
     * A code to be made.
     *
     * @param about the post or the session; null: a leaflet
     * @param label as staff call it
     * @param session null, unless it leads to one
     * @param once idempotency key
     */
    public record Wanted(
            CentreId centre,
            Kind kind,
            @Nullable UUID about,
            String label,
            Target target,
            @Nullable SessionId session,
            UUID once) {}

    /** A code as it was typed, if somebody has given it out. */
    @Transactional(readOnly = true)
    public Optional<String> known(@Nullable String text) {
        return ShortCode.typed(text).filter(code -> centreOf(code).isPresent());
    }

    /** The centre whose code it is; for everybody. */
    @Transactional(readOnly = true)
    public Optional<CentreId> centreOf(String code) {
        return jdbc.sql("select outreach.centre_of_code(?) as centre")
                .param(code)
                .query((row, number) ->
                        Optional.ofNullable(row.getObject("centre", UUID.class)).map(CentreId::new))
                .single();
    }

    /** The code of a post or a session, if it has one; within the scope. */
    @Transactional(readOnly = true)
    public Optional<String> of(Kind kind, UUID about) {
        return jdbc.sql("select code from outreach.short_code where kind = ? and about = ?")
                .params(kind.name(), about)
                .query(String.class)
                .optional();
    }

    /** Makes the code, or finds the one that the same form, post or session already has. */
    public String make(Wanted wanted, StaffId by) {
        for (int i = 0; i < TRIES; i++) {
            Optional<String> made = insert(wanted, by).or(() -> known(wanted));
            if (made.isPresent()) {
                return made.get();
            }
        }
        throw new IllegalStateException("No code was free");
    }

    private Optional<String> insert(Wanted wanted, StaffId by) {
        return jdbc.sql("""
                        insert into outreach.short_code
                            (code, centre_id, kind, about, label, target, session_id, once, created_by, created_at)
                        values (:code, :centre, :kind, :about, :label, :target, :session, :once, :by, :now)
                        on conflict do nothing
                        returning code
                        """)
                .param("code", draw())
                .param("centre", wanted.centre().id())
                .param("kind", wanted.kind().name())
                .param("about", wanted.about())
                .param("label", wanted.label())
                .param("target", wanted.target().name())
                .param(
                        "session",
                        wanted.session() == null ? null : wanted.session().id())
                .param("once", wanted.once())
                .param("by", by.id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    private Optional<String> known(Wanted wanted) {
        return jdbc.sql("""
                        select code from outreach.short_code
                        where once = :once or (kind = :kind and about = cast(:about as uuid))
                        """)
                .param("once", wanted.once())
                .param("kind", wanted.kind().name())
                .param("about", wanted.about())
                .query(String.class)
                .optional();
    }

    private String draw() {
        return random.ints(ShortCode.LENGTH, 0, ShortCode.LETTERS.length())
                .mapToObj(letter -> ShortCode.LETTERS.substring(letter, letter + 1))
                .collect(Collectors.joining());
    }
}
