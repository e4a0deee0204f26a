package org.mrcportal.reintegration.casefile;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.Encounters;
import org.mrcportal.clients.KnownPeople;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.partners.Partners;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens cases: from a consultation or an appointment, for a partner, or for somebody who comes directly. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class IntakeDesk {

    private static final int LONGEST_SEARCH = 100;

    private final Cases cases;
    private final CaseFiles files;
    private final ClientDirectory clients;
    private final KnownPeople known;
    private final Encounters encounters;
    private final Partners partners;
    private final Centres centres;
    private final JdbcClient jdbc;
    private final Clock clock;

    IntakeDesk(
            Cases cases,
            CaseFiles files,
            ClientDirectory clients,
            KnownPeople known,
            Encounters encounters,
            Partners partners,
            Centres centres,
            JdbcClient jdbc,
            Clock clock) {
        this.cases = cases;
        this.files = files;
        this.clients = clients;
        this.known = known;
        this.encounters = encounters;
        this.partners = partners;
        this.centres = centres;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whose case it will be, as it stands on record. */
    record Person(ClientId client, CentreId centre, String code, Contact contact, String language) {}

    private record Standing(
            CentreId centre,
            String code,
            String language,
            ZoneId zone,
            @Nullable Other open) {}

    /** A case of the same person that is open. */
    record Other(
            CaseId id,
            String reference,
            CaseState state,
            @Nullable String owner) {}

    /**
     * What the page shows beside its form.
     *
     * @param encounter the source it gives, or null
     * @param open the same person's other cases, of which the reader may know
     * @param alike who may be the same person
     */
    record Sheet(
            Person person,
            @Nullable String encounter,
            List<PartnerCard> partners,
            List<Other> open,
            List<KnownPeople.Known> alike,
            LocalDate today) {}

    /** Who may be meant, at the centre that is asked. */
    record Found(CentreCard centre, List<CentreCard> choices, List<KnownPeople.Known> people) {}

    Found search(@Nullable String code, @Nullable String typed, StaffMember me, Locale locale) {
        Workplaces places = Workplaces.of(me, centres, locale);
        CentreCard centre = places.at(code);
        String wanted = typed == null ? "" : typed.strip();
        if (wanted.isEmpty() || wanted.length() > LONGEST_SEARCH) {
            return new Found(centre, places.choices(), List.of());
        }
        boolean letters = wanted.codePoints().anyMatch(Character::isLetter);
        return new Found(
                centre,
                places.choices(),
                known.like(
                        centre.id(),
                        letters ? PersonName.orNull(wanted) : null,
                        letters
                                ? null
                                : PhoneNumber.typed(wanted, centre.country()).orElse(null)));
    }

    /**
     * What is known where a case is opened.
     *
     * @param client null: whoever the encounter was with
     * @throws NotFound where the reader may not know of the person, or the encounter was with somebody else
     */
    Sheet sheet(@Nullable UUID client, @Nullable UUID encounter) {
        Encounters.Encounter met =
                encounter == null ? null : encounters.find(encounter).orElseThrow(() -> new NotFound(encounter));
        if (met != null && client != null && !met.client().id().equals(client)) {
            throw new NotFound(encounter == null ? client : encounter);
        }
        ClientId whose = met != null ? met.client() : new ClientId(client == null ? new UUID(0, 0) : client);
        List<Standing> standing = standing(whose);
        if (standing.isEmpty()) {
            throw new NotFound(whose);
        }
        Contact contact = clients.contact(whose).orElse(Contact.NONE);
        Standing person = standing.getFirst();
        return new Sheet(
                new Person(whose, person.centre(), person.code(), contact, person.language()),
                met == null ? null : met.booked() ? "BOOKING" : "CONSULTATION",
                met == null ? partners.of(person.centre()) : List.of(),
                standing.stream().map(Standing::open).filter(Objects::nonNull).toList(),
                known.like(person.centre(), contact.name(), contact.phone()).stream()
                        .filter(one -> !one.id().equals(whose))
                        .toList(),
                LocalDate.ofInstant(clock.instant(), person.zone()));
    }

    /** For a form that has been checked against the sheet; sent twice, it opens one case. */
    CaseId open(Sheet sheet, IntakeForm form, StaffMember me) {
        Optional<CaseFile> before = files.findByOnce(form.key());
        if (before.isPresent()) {
            return before.get().id();
        }
        Person person = sheet.person();
        boolean household = Boolean.TRUE.equals(form.household());
        String source = sheet.encounter() != null ? sheet.encounter() : String.valueOf(form.source());
        CaseFile file = files.saveAndFlush(CaseFile.open(
                person.centre(),
                person.client(),
                new CaseFile.Origin(
                        source,
                        sheet.encounter() == null ? null : IntakeForm.uuid(form.encounter()),
                        source.equals("PARTNER") ? IntakeForm.uuid(form.partner()) : null),
                form.facts().circumstances(),
                household,
                Boolean.TRUE.equals(form.mine()) && me.is(Role.CASE_WORKER) ? me.id() : null,
                form.key(),
                me.id(),
                clock.instant()));
        if (household) {
            head(file, me);
        }
        cases.happened(cases.get(file.id()), "OPENED", null, me.id(), source);
        return file.id();
    }

    private void head(CaseFile file, StaffMember me) {
        jdbc.sql("""
                        insert into reintegration.household_member
                            (id, version, centre_id, case_id, client_id, relation, head, added_by, added_at, once)
                        values (:id, 0, :centre, :case, :client, 'SELF', true, :by, :at, :id)
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("centre", file.centre().id())
                .param("case", file.id().id())
                .param("client", file.client().id())
                .param("by", me.id().id())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The person, once for each open case the reader may know of; none where the person is not there under this code. */
    private List<Standing> standing(ClientId client) {
        return jdbc.sql("""
                        select k.centre_id, k.code, k.language, z.zone, c.id, c.reference, c.state, s.name
                        from clients.client k
                        join centres.centre z on z.id = k.centre_id
                        left join reintegration.case_file c on c.state <> 'CLOSED' and (c.client_id = k.id or exists (
                              select from reintegration.household_member m where m.case_id = c.id and m.client_id = k.id))
                        left join accounts.staff s on s.id = c.owner_id
                        where k.id = :client and k.merged_into is null
                        order by c.opened_at desc limit 5
                        """)
                .param("client", client.id())
                .query((row, number) -> {
                    UUID open = row.getObject("id", UUID.class);
                    return new Standing(
                            new CentreId(row.getObject("centre_id", UUID.class)),
                            row.getString("code"),
                            row.getString("language"),
                            ZoneId.of(row.getString("zone")),
                            open == null
                                    ? null
                                    : new Other(
                                            new CaseId(open),
                                            row.getString("reference"),
                                            CaseState.valueOf(row.getString("state")),
                                            row.getString("name")));
                })
                .list();
    }
}
