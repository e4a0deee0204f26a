package org.mrcportal.counselling.interpreter;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.counselling.talk.InterpreterLanguages;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.Seal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The register of interpreters: everybody at the centre reads it, the manager keeps it. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class InterpreterRegister {

    private final Interpreters interpreters;
    private final Centres centres;
    private final InterpreterLanguages languages;
    private final JdbcClient jdbc;
    private final Seal seal;
    private final MessageSource messages;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    InterpreterRegister(
            Interpreters interpreters,
            Centres centres,
            InterpreterLanguages languages,
            JdbcClient jdbc,
            Seal seal,
            MessageSource messages,
            ApplicationEventPublisher events,
            Clock clock) {
        this.interpreters = interpreters;
        this.centres = centres;
        this.languages = languages;
        this.jdbc = jdbc;
        this.seal = seal;
        this.messages = messages;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A line of the register, in the reader's words.
     *
     * @param area where the interpreter can come to; null: works from afar only
     * @param signedOn when confidentiality was signed; null: not yet, so nobody may ask
     */
    record Line(
            InterpreterId id,
            String name,
            String languages,
            String sex,
            @Nullable String area,
            boolean remote,
            @Nullable String signedOn,
            boolean active) {}

    /** The register of one centre. */
    record Register(CentreCard centre, List<CentreCard> choices, List<Line> lines) {}

    /** @param language only those who interpret it; null: all */
    @Transactional(readOnly = true)
    Register lines(StaffMember me, @Nullable String code, @Nullable String language, Locale locale) {
        Workplaces places = Workplaces.of(me, centres, locale);
        CentreCard centre = places.at(code);
        List<Line> lines = jdbc.sql("""
                        select id, name, languages, sex, region_code, remote, confidentiality_signed_on, active
                        from counselling.interpreter
                        where centre_id = :centre and (cast(:language as text) is null or :language = any (languages))
                        order by not active, name, id
                        """)
                .param("centre", centre.id().id())
                .param("language", language)
                .query((row, number) -> new Line(
                        new InterpreterId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        named((String[]) row.getArray("languages").getArray(), locale),
                        row.getString("sex"),
                        area(row.getString("region_code"), locale),
                        row.getBoolean("remote"),
                        date(row.getObject("confidentiality_signed_on", LocalDate.class), locale),
                        row.getBoolean("active")))
                .list();
        return new Register(centre, places.choices(), lines);
    }

    /** A form with its centre. */
    record Sheet(CentreCard centre, List<Choice> regions, InterpreterForm form) {}

    @Transactional(readOnly = true)
    @PreAuthorize("hasRole('CENTRE_MANAGER')")
    Sheet blank(StaffMember me, @Nullable String code, Locale locale) {
        CentreCard centre = Workplaces.of(me, centres, locale).at(code);
        return sheet(centre, InterpreterForm.blank(centre.code()), locale);
    }

    @Transactional(readOnly = true)
    @PreAuthorize("hasRole('CENTRE_MANAGER')")
    Sheet find(InterpreterId id, Locale locale) {
        Interpreter interpreter = known(id);
        CentreCard centre =
                centres.byId(interpreter.centre(), Language.of(locale)).orElseThrow();
        return sheet(
                centre, InterpreterForm.of(interpreter.details(seal), centre.code(), interpreter.version()), locale);
    }

    /** A form that was sent, with what belongs around it. */
    @Transactional(readOnly = true)
    @PreAuthorize("hasRole('CENTRE_MANAGER')")
    Sheet again(StaffMember me, InterpreterForm typed, Locale locale) {
        return sheet(Workplaces.of(me, centres, locale).at(typed.centre()), typed, locale);
    }

    LocalDate today(ZoneId zone) {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /** Registers once, however often the form is sent. */
    @PreAuthorize("hasRole('CENTRE_MANAGER')")
    void register(CentreCard centre, InterpreterForm form) {
        UUID once = Once.required(form.once());
        if (interpreters.findByOnce(once).isEmpty()) {
            Interpreter interpreter = interpreters.saveAndFlush(
                    Interpreter.register(centre.id(), form.details(centre.country()), once, seal));
            record("INTERPRETER_REGISTERED", interpreter);
        }
    }

    @PreAuthorize("hasRole('CENTRE_MANAGER')")
    void change(InterpreterId id, CentreCard centre, InterpreterForm form) {
        Interpreter interpreter = known(id);
        if (form.version() == null || form.version() != interpreter.version()) {
            throw new ObjectOptimisticLockingFailureException(Interpreter.class, id);
        }
        interpreters.saveAndFlush(interpreter.change(form.details(centre.country()), seal));
        record("INTERPRETER_CHANGED", interpreter);
    }

    private Interpreter known(InterpreterId id) {
        return interpreters.findById(id).orElseThrow(() -> new NotFound(id));
    }

    private void record(String action, Interpreter interpreter) {
        events.publishEvent(new AuditEntry(action, interpreter.centre().id(), "interpreter:" + interpreter.id(), null));
    }

    private Sheet sheet(CentreCard centre, InterpreterForm form, Locale locale) {
        return new Sheet(centre, regions(centre.country(), locale), form);
    }

    private List<Choice> regions(String country, Locale locale) {
        return jdbc
                .sql("select code from centres.region where country = ? order by code")
                .param(country)
                .query((row, number) -> row.getString("code"))
                .list()
                .stream()
                .map(code -> Choice.of(code, String.valueOf(area(code, locale))))
                .toList();
    }

    private String named(String[] codes, Locale locale) {
        return String.join(
                ", ",
                Arrays.stream(codes)
                        .map(code -> languages.nameForStaff(code, locale))
                        .toList());
    }

    private @Nullable String area(@Nullable String region, Locale locale) {
        return region == null ? null : messages.getMessage("centres.region." + region, null, locale);
    }

    private static @Nullable String date(@Nullable LocalDate day, Locale locale) {
        return day == null ? null : CentreTime.date(day, locale);
    }
}
