package org.mrcportal.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.accounts.Role;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.bean.override.convention.TestBean;

@SpringBootTest(properties = "portal.jobs=false")
class ClientDirectoryTests {

    private static final Contact GULOM = new Contact(
            new PersonName("G'ulom Yusupov"),
            new PhoneNumber("+998901234567"),
            "gulom@example.org",
            true,
            false,
            "After six, ask for Nodira",
            new ContactHours(LocalTime.of(18, 30), LocalTime.MIDNIGHT),
            "gʻuncha");

    private final Fixtures fixtures = new Fixtures();
    private Fixtures.Centre centre;

    @BeforeEach
    void openACentre() {
        centre = fixtures.centre();
    }

    /** In Tashkent it is 2027 already. */
    @TestBean
    Clock clock;

    static Clock clock() {
        return Clock.fixed(Instant.parse("2026-12-31T19:30:00Z"), ZoneOffset.UTC);
    }

    @Autowired
    ClientDirectory directory;

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void codesCountPerCentreAndYearOfTheCentresZone() {
        assertThat(IntStream.range(0, 3).mapToObj(i -> code(register(Contact.NONE))))
                .containsExactly(centre.code() + "-27-00001", centre.code() + "-27-00002", centre.code() + "-27-00003");
    }

    @Test
    void registrationsAtTheSameMomentGetDistinctConsecutiveCodes() throws Exception {
        List<Callable<ClientId>> registrations = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            registrations.add(() -> register(GULOM));
        }
        try (var desks = Executors.newFixedThreadPool(8)) {
            List<String> codes = new ArrayList<>();
            for (Future<ClientId> registered : desks.invokeAll(registrations)) {
                codes.add(code(registered.get()));
            }
            assertThat(codes)
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 40)
                            .mapToObj(i -> "%s-27-%05d".formatted(centre.code(), i))
                            .toList());
        }
    }

    @Test
    void aFailedRegistrationLeavesNoGapAndNoTrace() {
        register(Contact.NONE);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> inScope(() -> directory.register(centre.id(), GULOM, "uz", Set.of("SPY"), "CLICK")));
        assertThat(code(register(Contact.NONE))).endsWith("-00002");
    }

    @Test
    void nothingThatSaysWhoItIsStandsInTheDatabaseInTheClear() {
        ClientId id = register(GULOM);
        Map<String, @Nullable Object> row = fixtures.jdbc()
                .sql("select * from clients.identity where client_id = ?")
                .param(id.id())
                .query()
                .singleRow();
        for (String column : List.of("name", "phone", "email", "contact_note", "phone_hash", "email_hash")) {
            byte[] kept = (byte[]) Objects.requireNonNull(row.get(column));
            assertThat(new String(kept, StandardCharsets.UTF_8))
                    .as(column)
                    .doesNotContain("Yusupov", "ulom", "9012345", "example", "Nodira", "six");
        }
        assertThat(row.get("name_key")).isEqualTo("gulum glm iusupuv spv");
        assertThat(fixtures.jdbc()
                        .sql("select to_jsonb(c) from clients.client c where id = ?")
                        .param(id.id())
                        .query((found, number) -> found.getString(1))
                        .single())
                .doesNotContain("ulom", "90123");
    }

    @Test
    void aSealMovedToAnotherPersonDoesNotOpen() {
        ClientId one = register(GULOM);
        ClientId other = register(Contact.NONE);
        fixtures.jdbc()
                .sql("update clients.identity set name = (select name from clients.identity where client_id = ?)"
                        + " where client_id = ?")
                .params(one.id(), other.id())
                .update();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> inScope(() -> directory.addressee(other)));
    }

    @Test
    void eachConsentIsKeptWithItsWordingLanguageAndManner() {
        ClientId id = inScope(
                () -> directory.register(centre.id(), Contact.NONE, "tg", Set.of("SERVICE", "REMINDER"), "CLICK"));
        assertThat(fixtures.jdbc()
                        .sql("select purpose || ' ' || wording || ' ' || language || ' ' || how from clients.consent"
                                + " where client_id = ? order by 1")
                        .param(id.id())
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly("REMINDER 2026-11 tg CLICK", "SERVICE 2026-11 tg CLICK");
    }

    @Test
    void theSameTelephoneMayBelongToSeveralPeople() {
        assertThat(register(GULOM)).isNotEqualTo(register(GULOM));
    }

    @Test
    void staffReadAContactAndItIsOnTheTrailOnce() {
        ClientId id = register(GULOM);
        signIn(Role.COUNSELLOR);
        assertThat(inScope(() -> directory.contact(id))).contains(GULOM);
        assertThat(trail(id)).containsExactly("CLIENT_REGISTERED", "IDENTITY_READ");
    }

    @Test
    void aMessageOfThePortalIsOnTheTrailAsNobodysRead() {
        ClientId id = register(GULOM);
        assertThat(inScope(() -> directory.addressee(id))).contains(GULOM);
        assertThat(trail(id)).containsExactly("CLIENT_REGISTERED", "IDENTITY_USED");
    }

    @Test
    void aListOfNamesIsOnTheTrailOnce() {
        List<ClientId> ids = List.of(register(GULOM), register(GULOM), register(Contact.NONE));
        signIn(Role.FRONT_DESK);
        assertThat(inScope(() -> directory.summaries(ids)).values())
                .extracting(ClientSummary::name)
                .containsExactlyInAnyOrder("G\u02BBulom Yusupov", "G\u02BBulom Yusupov", null);
        assertThat(fixtures.jdbc()
                        .sql("select detail from audit.trail where centre_id = ? and action = 'IDENTITY_LISTED'")
                        .param(centre.id().id())
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly("2");
    }

    @Test
    void whoeverDoesNotWorkWithPeopleReadsCodesAndNoNames() {
        ClientId id = register(GULOM);
        for (Role role : List.of(
                Role.NETWORK_MANAGER, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR, Role.OUTREACH_OFFICER)) {
            signIn(role);
            assertThat(inScope(() -> directory.find(id)))
                    .as("%s", role)
                    .hasValueSatisfying(client -> assertThat(client.name()).isNull());
            assertThatExceptionOfType(AccessDeniedException.class)
                    .as("%s", role)
                    .isThrownBy(() -> inScope(() -> directory.contact(id)));
        }
        assertThat(trail(id)).containsExactly("CLIENT_REGISTERED");
    }

    @Test
    void aSecondRoleDoesNotOpenTheIdentitiesOfEveryCentre() {
        ClientId id = register(GULOM);
        signIn(Role.NETWORK_MANAGER, Role.CENTRE_MANAGER);
        assertThat(inScope(() -> directory.find(id)).orElseThrow().name()).isNull();
    }

    @Test
    void nobodySignedInReadsNoContact() {
        ClientId id = register(GULOM);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> inScope(() -> directory.contact(id)));
    }

    @Test
    void anotherCentreFindsNobody() {
        ClientId id = register(GULOM);
        signIn(Role.COUNSELLOR);
        Scope elsewhere = Scope.of(fixtures.centre().id().id());
        assertThat(elsewhere.call(() -> directory.find(id))).isEmpty();
        assertThat(elsewhere.call(() -> directory.contact(id))).isEmpty();
        assertThat(elsewhere.call(() -> directory.summaries(List.of(id)))).isEmpty();
        assertThat(directory.find(id)).isEmpty();
    }

    @Test
    void whatATalkTeachesIsKeptAndNeverForgottenAgain() {
        ClientId id = register(Contact.NONE);
        inScope(() -> {
            directory.learn(id, "F", "25_29", "UZ-TK", "INTENDING");
            directory.learn(id, null, "UNKNOWN", null, "ABROAD");
            return true;
        });
        assertThat(inScope(() -> directory.find(id)).orElseThrow())
                .extracting(
                        ClientSummary::sex,
                        ClientSummary::ageGroup,
                        ClientSummary::region,
                        ClientSummary::migrationStatus)
                .containsExactly("F", "25_29", "UZ-TK", "ABROAD");
    }

    @Test
    void anAgreementThatHasExpiredIsNone() {
        ClientId id = register(GULOM);
        assertThat(inScope(() -> directory.agrees(id, "SERVICE"))).isTrue();
        expire(id, "2026-12-31T19:30:01Z");
        assertThat(inScope(() -> directory.agrees(id, "SERVICE"))).isTrue();
        expire(id, "2026-12-31T19:30:00Z");
        assertThat(inScope(() -> directory.agrees(id, "SERVICE"))).isFalse();
    }

    private void expire(ClientId id, String at) {
        fixtures.jdbc()
                .sql(
                        "update clients.consent set given_at = given_at - interval '1 day', expires_at = ? where client_id = ?")
                .params(Instant.parse(at).atOffset(ZoneOffset.UTC), id.id())
                .update();
    }

    private ClientId register(Contact contact) {
        return inScope(() -> directory.register(centre.id(), contact, "uz", Set.of("SERVICE"), "ORAL"));
    }

    private <T extends @Nullable Object> T inScope(Scope.Work<T> work) {
        return Scope.of(centre.id().id()).call(work);
    }

    private void signIn(Role... roles) {
        var member = fixtures.staff(centre, roles).member();
        SecurityContextHolder.getContext()
                .setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(member, null, member.getAuthorities()));
    }

    private String code(ClientId id) {
        return fixtures.jdbc()
                .sql("select code from clients.client where id = ?")
                .param(id.id())
                .query((row, number) -> row.getString(1))
                .single();
    }

    private List<String> trail(ClientId id) {
        return fixtures.jdbc()
                .sql("select action from audit.trail where subject = ? order by id")
                .param("client:" + id)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
