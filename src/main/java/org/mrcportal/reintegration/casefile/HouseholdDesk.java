package org.mrcportal.reintegration.casefile;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps who belongs to the household of a case. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class HouseholdDesk {

    private final Cases cases;
    private final CaseFiles files;
    private final Household household;
    private final ClientDirectory clients;
    private final Seal seal;
    private final JdbcClient jdbc;
    private final Clock clock;

    HouseholdDesk(
            Cases cases,
            CaseFiles files,
            Household household,
            ClientDirectory clients,
            Seal seal,
            JdbcClient jdbc,
            Clock clock) {
        this.cases = cases;
        this.files = files;
        this.household = household;
        this.clients = clients;
        this.seal = seal;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What came of adding somebody. */
    enum Added {
        DONE,
        /** No client of the centre has this code. */
        UNKNOWN,
        /** The person is in the household already. */
        THERE,
        /** There is no room for more. */
        FULL
    }

    /** A case and its people. */
    record People(CaseCard file, List<Household.Member> members) {}

    People open(CaseId id, StaffMember me) {
        return new People(cases.open(id, "CASE", me), household.members(id));
    }

    People again(CaseId id) {
        return new People(cases.get(id), household.members(id));
    }

    /** Sent twice, it adds one. With the first, the case's client becomes part of the household. */
    Added add(CaseId id, RelativeForm form, StaffMember me) {
        CaseCard card = cases.writable(id);
        CaseFile file = files.hold(id).orElseThrow(() -> new NotFound(id));
        if (known(form.key())) {
            return Added.DONE;
        }
        UUID client = null;
        if (!form.clientCode().isEmpty()) {
            client = coded(card, form.clientCode()).orElse(null);
            if (client == null) {
                return Added.UNKNOWN;
            }
        }
        if (!file.household()) {
            files.saveAndFlush(file.withHousehold());
        }
        self(card, me);
        if (client != null && there(card, client)) {
            return Added.THERE;
        }
        if (count(card) >= Household.MOST) {
            return Added.FULL;
        }
        if (Boolean.TRUE.equals(form.head())) {
            nobodyHead(card);
        }
        UUID member = UuidCreator.getTimeOrderedEpoch();
        PersonName name = client == null ? form.called() : null;
        insert(card, member, client, name, String.valueOf(form.relation()), form, form.key(), me);
        cases.happened(card, "RELATIVE_ADDED", member, me.id(), null);
        return Added.DONE;
    }

    /**
     * Says of somebody whether the others see the own record, as the person wants it. Who no longer agrees is hidden in a
     * closed case too.
     */
    void show(CaseId id, UUID member, boolean shown, StaffMember me) {
        CaseCard card = shown ? cases.writable(id) : cases.get(id);
        int changed = jdbc.sql("""
                        update reintegration.household_member set shown = :shown, version = version + 1
                        where id = :id and case_id = :case and shown <> :shown
                        """)
                .param("shown", shown)
                .param("id", member)
                .param("case", id.id())
                .update();
        if (changed == 1) {
            cases.happened(card, shown ? "RELATIVE_SHOWN" : "RELATIVE_HIDDEN", member, me.id(), null);
        } else {
            mustBe(card, member);
        }
    }

    void makeHead(CaseId id, UUID member, StaffMember me) {
        CaseCard card = cases.writable(id);
        files.hold(id);
        mustBe(card, member);
        nobodyHead(card);
        jdbc.sql("update reintegration.household_member set head = true, version = version + 1 where id = ?")
                .param(member)
                .update();
        cases.happened(card, "HEAD_CHANGED", member, me.id(), null);
    }

    /** Registers somebody who was known by name only; pressed twice, it registers one. The person has agreed to it. */
    void register(CaseId id, UUID member, StaffMember me) {
        CaseCard card = cases.writable(id);
        files.hold(id);
        PersonName name = nameless(card, member);
        if (name == null) {
            return;
        }
        ClientId client = clients.register(
                card.centre(), Contact.NONE.called(name), card.language().code(), Set.of("SERVICE"), "ORAL");
        jdbc.sql("""
                        update reintegration.household_member set client_id = ?, name = null, version = version + 1 where id = ?
                        """).params(client.id(), member).update();
        cases.happened(card, "RELATIVE_REGISTERED", member, me.id(), null);
    }

    /** Takes somebody out; the case's client stays. */
    void remove(CaseId id, UUID member, StaffMember me) {
        CaseCard card = cases.writable(id);
        int gone = jdbc.sql(
                        "delete from reintegration.household_member where id = ? and case_id = ? and relation <> 'SELF'")
                .params(member, id.id())
                .update();
        if (gone == 1) {
            cases.happened(card, "RELATIVE_REMOVED", null, me.id(), null);
        } else if (jdbc.sql("select exists (select from reintegration.household_member where id = ?)")
                .param(member)
                .query(Boolean.class)
                .single()) {
            throw new NotFound(member);
        }
    }

    /** The name of somebody who is not registered yet; null for who is. */
    private @Nullable PersonName nameless(CaseCard card, UUID member) {
        record Row(@Nullable UUID client, byte @Nullable [] name) {}
        Row row = jdbc.sql("select client_id, name from reintegration.household_member where id = ? and case_id = ?")
                .params(member, card.id().id())
                .query((found, number) -> new Row(found.getObject("client_id", UUID.class), found.getBytes("name")))
                .optional()
                .orElseThrow(() -> new NotFound(member));
        return row.client() != null ? null : PersonName.orNull(seal.open(row.name(), Household.nameOf(member)));
    }

    private void mustBe(CaseCard card, UUID member) {
        boolean there = jdbc.sql(
                        "select exists (select from reintegration.household_member where id = ? and case_id = ?)")
                .params(member, card.id().id())
                .query(Boolean.class)
                .single();
        if (!there) {
            throw new NotFound(member);
        }
    }

    private void nobodyHead(CaseCard card) {
        jdbc.sql(
                        "update reintegration.household_member set head = false, version = version + 1 where case_id = ? and head")
                .param(card.id().id())
                .update();
    }

    private Optional<UUID> coded(CaseCard card, String code) {
        return jdbc.sql("select id from clients.client where code = ? and centre_id = ? and merged_into is null")
                .params(code, card.centre().id())
                .query(UUID.class)
                .optional();
    }

    private boolean known(UUID once) {
        return jdbc.sql("select exists (select from reintegration.household_member where once = ?)")
                .param(once)
                .query(Boolean.class)
                .single();
    }

    private boolean there(CaseCard card, UUID client) {
        return jdbc.sql(
                        "select exists (select from reintegration.household_member where case_id = ? and client_id = ?)")
                .params(card.id().id(), client)
                .query(Boolean.class)
                .single();
    }

    private int count(CaseCard card) {
        return jdbc.sql("select count(*) from reintegration.household_member where case_id = ?")
                .param(card.id().id())
                .query(Integer.class)
                .single();
    }

    /** The case's client belongs to the household; its head until somebody else is named. */
    private void self(CaseCard card, StaffMember me) {
        if (!there(card, card.client().id())) {
            UUID member = UuidCreator.getTimeOrderedEpoch();
            boolean first = count(card) == 0;
            insert(
                    card,
                    member,
                    card.client().id(),
                    null,
                    "SELF",
                    new RelativeForm(null, null, null, null, null, null, first, false),
                    member,
                    me);
        }
    }

    private void insert(
            CaseCard card,
            UUID member,
            @Nullable UUID client,
            @Nullable PersonName name,
            String relation,
            RelativeForm form,
            UUID once,
            StaffMember me) {
        jdbc.sql("""
                        insert into reintegration.household_member
                            (id, version, centre_id, case_id, client_id, name, relation, head, sex, age_group, shown,
                             added_by, added_at, once)
                        values (:id, 0, :centre, :case, :client, :name, :relation, :head, :sex, :age, :shown, :by, :at, :once)
                        """)
                .param("id", member)
                .param("centre", card.centre().id())
                .param("case", card.id().id())
                .param("client", client)
                .param("name", seal.seal(name == null ? null : name.text(), Household.nameOf(member)))
                .param("relation", relation)
                .param("head", Boolean.TRUE.equals(form.head()))
                .param("sex", form.knownSex())
                .param("age", form.knownAge())
                .param("shown", Boolean.TRUE.equals(form.shown()))
                .param("by", me.id().id())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("once", once)
                .update();
    }
}
