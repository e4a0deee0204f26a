package org.mrcportal.reintegration.protection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Seal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The notes of a case. Ordinary ones are for whoever may see the case. Restricted ones the database gives to their author,
 * the team and the focal point alone; nothing on the page, in the timeline or in a count tells others that there are any.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class NoteDesk {

    static final int PAGE = 20;

    private final Cases cases;
    private final CaseNotes notes;
    private final Seal seal;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    NoteDesk(Cases cases, CaseNotes notes, Seal seal, JdbcClient jdbc, ApplicationEventPublisher events) {
        this.cases = cases;
        this.notes = notes;
        this.seal = seal;
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * @param mine the reader has written it
     * @param about of a restricted note; null: an ordinary one
     */
    record Note(
            UUID id,
            String author,
            boolean mine,
            Instant madeAt,
            @Nullable String about,
            String text) {}

    /** Some notes, the newest first, and whether there are older ones. */
    record Some(List<Note> notes, boolean older) {}

    /** @param guards the reader is the protection focal point */
    record Page(CaseCard file, Some ordinary, Some restricted, boolean guards) {}

    /**
     * The page as this reader may see it; reading restricted notes is on the trail, with their number.
     *
     * @param before ordinary notes older than this one; null: the newest
     * @param restrictedBefore the same of restricted ones
     */
    Page page(CaseId id, @Nullable UUID before, @Nullable UUID restrictedBefore, StaffMember me) {
        CaseCard file = cases.open(id, "NOTES", me);
        Some restricted = some("restricted_note", "n.about", file, restrictedBefore, me);
        int read = restricted.notes().size();
        if (read > 0) {
            events.publishEvent(new AuditEntry(
                    "RESTRICTED_NOTE_READ",
                    file.centre().id(),
                    "case:" + id,
                    read + (file.byGlass() ? " by glass" : "")));
        }
        boolean guards = jdbc.sql("select ? = any (reintegration.guarded_by_me())")
                .param(file.centre().id())
                .query(Boolean.class)
                .single();
        return new Page(file, some("case_note", "null::text", file, before, me), restricted, guards);
    }

    void write(CaseId id, NoteForm form, StaffMember me) {
        notes.write(cases.changeable(id), form.subject(), form.words(), form.key(), me);
    }

    /**
     * Closes an ordinary note to all but the team: for its author, the case's owner and the focal point. Pressed twice, it
     * stays closed.
     *
     * @param about of {@link CaseNotes#SUBJECTS}
     * @throws NotFound where the reader may not know of the note
     * @throws AccessDeniedException where it is not the reader's to close
     */
    boolean close(CaseId id, UUID note, @Nullable String about, StaffMember me) {
        CaseCard file = cases.changeable(id);
        if (one("restricted_note", "n.about", file, note, me).isPresent()) {
            return true;
        }
        Note there = one("case_note", "null::text", file, note, me).orElseThrow(() -> new NotFound(note));
        if (about == null || !CaseNotes.SUBJECTS.contains(about)) {
            return false;
        }
        moved(
                jdbc.sql("select reintegration.close_note(:note, :about, :text)")
                        .param("about", about)
                        .param("text", seal.seal(there.text(), "restricted_note.text:" + note)),
                note,
                file,
                "NOTE_CLOSED");
        return true;
    }

    /** Opens a restricted note to whoever may see the case: for the focal point alone. Pressed twice, it stays open. */
    void open(CaseId id, UUID note, StaffMember me) {
        CaseCard file = cases.changeable(id);
        if (one("case_note", "null::text", file, note, me).isPresent()) {
            return;
        }
        Note there = one("restricted_note", "n.about", file, note, me).orElseThrow(() -> new NotFound(note));
        moved(
                jdbc.sql("select reintegration.open_note(:note, :text)")
                        .param("text", seal.seal(there.text(), "case_note.text:" + note)),
                note,
                file,
                "NOTE_OPENED");
    }

    private void moved(JdbcClient.StatementSpec moving, UUID note, CaseCard file, String action) {
        if (!moving.param("note", note).query(Boolean.class).single()) {
            throw new AccessDeniedException("not the reader's to move");
        }
        events.publishEvent(new AuditEntry(action, file.centre().id(), "case:" + file.id(), null));
    }

    private Some some(String table, String about, CaseCard file, @Nullable UUID before, StaffMember me) {
        List<Note> notes = jdbc.sql(select(table, about)
                        + (before == null
                                ? ""
                                : " and (n.made_at, n.id) < (select b.made_at, b.id from reintegration." + table
                                        + " b where b.id = :before and b.case_id = :case)")
                        + """
                         order by n.made_at desc, n.id desc limit :most
                        """)
                .param("case", file.id().id())
                .param("me", me.id().id())
                .param("before", before)
                .param("most", PAGE + 1)
                .query((row, number) -> note(row, table))
                .list();
        return new Some(notes.stream().limit(PAGE).toList(), notes.size() > PAGE);
    }

    private Optional<Note> one(String table, String about, CaseCard file, UUID note, StaffMember me) {
        return jdbc.sql(select(table, about) + " and n.id = :note")
                .param("case", file.id().id())
                .param("me", me.id().id())
                .param("note", note)
                .query((row, number) -> note(row, table))
                .optional();
    }

    private static String select(String table, String about) {
        return "select n.id, s.name, n.author_id = :me as mine, n.made_at, " + about
                + " as about, n.text from reintegration." + table
                + " n join accounts.staff s on s.id = n.author_id where n.case_id = :case";
    }

    private Note note(ResultSet row, String table) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Note(
                id,
                row.getString("name"),
                row.getBoolean("mine"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getString("about"),
                Objects.requireNonNull(seal.open(row.getBytes("text"), table + ".text:" + id)));
    }
}
