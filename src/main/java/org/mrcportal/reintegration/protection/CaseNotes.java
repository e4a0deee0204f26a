package org.mrcportal.reintegration.protection;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Seal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes the notes of a case, wherever they are written, and says who may read which. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class CaseNotes {

    /** What a restricted note may be about. */
    static final List<String> SUBJECTS = List.of("PROTECTION", "ASYLUM", "HEALTH", "FAMILY", "OTHER");

    private final Cases cases;
    private final Seal seal;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final MessageSource messages;
    private final Clock clock;

    CaseNotes(
            Cases cases,
            Seal seal,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            MessageSource messages,
            Clock clock) {
        this.cases = cases;
        this.seal = seal;
        this.jdbc = jdbc;
        this.events = events;
        this.messages = messages;
        this.clock = clock;
    }

    /** Who may read a note: everybody who may see the case, or the team and the focal point, by what it is about. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Choice> readers(Locale locale) {
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.of(NoteForm.EVERYBODY, text("notes.about.everybody", locale)));
        SUBJECTS.forEach(subject -> choices.add(Choice.of(subject, text("notes.about." + subject, locale))));
        return choices;
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, locale));
    }

    /**
     * Writes the note, if there is one.
     *
     * @param file a case that the reader may not only read
     * @param once of the form that it came with
     */
    public void write(CaseCard file, SideNote note, UUID once, StaffMember me) {
        if (note.isWritten()) {
            write(file, note.subject(), note.words(), once, me);
        }
    }

    /** The same form again writes nothing. A restricted note leaves no trace that others could see. */
    void write(CaseCard file, String about, String text, UUID once, StaffMember me) {
        UUID note = UuidCreator.getTimeOrderedEpoch();
        if (about.equals(NoteForm.EVERYBODY)) {
            if (insert("case_note", "", file, note, text, once, me)) {
                cases.happened(file, "NOTE_WRITTEN", note, me.id(), null);
            }
        } else if (insert("restricted_note", about, file, note, text, once, me)) {
            events.publishEvent(
                    new AuditEntry("RESTRICTED_NOTE_WRITTEN", file.centre().id(), "case:" + file.id(), null));
        }
    }

    private boolean insert(
            String table, String about, CaseCard file, UUID note, String text, UUID once, StaffMember me) {
        String column = about.isEmpty() ? "" : ", about";
        String value = about.isEmpty() ? "" : ", :about";
        var statement = jdbc.sql("insert into reintegration." + table
                        + " (id, centre_id, case_id, author_id, text, made_at, once" + column
                        + ") values (:id, :centre, :case, :me, :text, :now, :once" + value + ") on conflict do nothing")
                .param("id", note)
                .param("centre", file.centre().id())
                .param("case", file.id().id())
                .param("me", me.id().id())
                .param("text", seal.seal(text, table + ".text:" + note))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("once", once);
        return (about.isEmpty() ? statement : statement.param("about", about)).update() == 1;
    }
}
