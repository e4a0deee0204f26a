package org.mrcportal.notifications.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;

class PartnerMailTests extends MailServerTests {

    private static final Pattern LINK = Pattern.compile("/en/referrals/[A-Za-z0-9_-]{22}");
    private static final String MESSAGE = "Needs a lawyer for unpaid work in Kazan";

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final ClientDirectory directory;
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(centre, Role.CASE_WORKER);
    private final String address = "clinic@" + centre.code().toLowerCase(Locale.ROOT) + ".example";
    private ClientId client = new ClientId(UUID.randomUUID());
    private CaseId file = new CaseId(UUID.randomUUID());
    private UUID partner = UUID.randomUUID();

    @Autowired
    PartnerMailTests(MessageSending sending, ClientDirectory directory) {
        super(sending);
        this.directory = directory;
    }

    @BeforeEach
    void openACaseOfSomebodyWhoLetsPartnersKnow() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%' or what like 'referral%'")
                .update();
        client = Scope.of(centre.id().id())
                .readByPortal()
                .call(() -> directory.register(
                        centre.id(),
                        new Contact(
                                new PersonName("Malika Karimova"),
                                new PhoneNumber("+998901234567"),
                                null,
                                true,
                                true,
                                null),
                        "uz",
                        Set.of("SERVICE", "SHARE_WITH_PARTNER"),
                        "ORAL"));
        file = cases.caseFile(centre, client, worker, Map.of());
        partner = cases.partner(centre, worker, Map.of("email", address));
    }

    @Test
    void aPartnerIsAskedByAMailThatTellsNothingAndAnswersByItsLinkWhichAScannerOpensInVain() throws Exception {
        startTheServer();
        UUID referral = sent();
        send();
        var mail = only(address);
        String text = text(mail.getContent());
        assertThat(mail.getSubject()).startsWith("The centre asks for your answer: ");
        assertThat(mail.getSubject() + text + String.join("", names(mail)))
                .doesNotContain(
                        "Malika", "Karimova", "Legal", "901234567", "90 123", "Kazan", "lawyer", client.toString());
        Matcher found = LINK.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        String link = found.group();

        Visitor scanner = new Visitor(port);
        for (String path : new String[] {link, link, link + "/answer", link + "/facts", "/ru" + link.substring(3)}) {
            assertThat(scanner.get(path).body()).doesNotContain("Malika", MESSAGE);
        }
        assertThat(state(referral)).isEqualTo("SENT");
        assertThat(answers(referral)).isZero();

        Visitor people = new Visitor(port);
        assertThat(people.submit(link, link + "/facts").body()).contains("Malika", MESSAGE);
        assertThat(people.submit(link, link + "/answer", "answer", "ACCEPTED").status())
                .isEqualTo(303);
        assertThat(state(referral)).isEqualTo("ACCEPTED");
        people.submit(link, link + "/answer", "answer", "SERVED");
        people.submit(link, link + "/answer", "answer", "CANNOT", "reason", "OTHER");
        assertThat(state(referral)).isEqualTo("SERVED");
        assertThat(answers(referral)).isEqualTo(2);
        send();
        assertThat(arrived(address)).hasSize(1);
    }

    @Test
    void aLinkThatWasMailedEndsAndThenNothingIsSaidThroughIt() throws Exception {
        startTheServer();
        UUID referral = sent();
        send();
        Matcher found = LINK.matcher(text(only(address).getContent()));
        assertThat(found.find()).isTrue();
        Visitor late = new Visitor(port);
        String token = late.get(found.group()).value("_csrf").orElse("");
        fixtures.jdbc()
                .sql(
                        "update reintegration.referral_link set expires_at = now() - interval '1 second' where case_id = ?")
                .param(file.id())
                .update();
        assertThat(late.get(found.group()).status()).isEqualTo(410);
        late.post(found.group() + "/answer", "_csrf", token, "answer", "SERVED");
        assertThat(late.post(found.group() + "/facts", "_csrf", token).body()).doesNotContain("Malika", MESSAGE);
        assertThat(state(referral)).isEqualTo("SENT");
    }

    @Test
    void aMailThatWaitsGoesNeitherToAnotherAddressNorToTheFormerOneAndTheOwnerHearsOfTheChange() {
        UUID referral = sent();
        String other = "other-" + address;
        UUID colleague = fixtures.staff(centre, Role.CENTRE_MANAGER).id().id();
        fixtures.jdbc()
                .sql("update partners.partner set email_new = ?, email_new_by = ? where id = ?")
                .params(other, colleague, partner)
                .update();
        assertThat(told(referral)).isOne();
        fixtures.jdbc()
                .sql(
                        "update partners.partner set email = email_new, email_new = null, email_new_by = null, verified_on = now(), verified_by = ? where id = ?")
                .params(worker.id().id(), partner)
                .update();
        assertThat(told(referral)).as("once, until it is done").isOne();
        startTheServer();
        send();
        assertThat(arrived(address)).isEmpty();
        assertThat(arrived(other)).isEmpty();
    }

    @Test
    void aMailOfAReferralThatFewMayKnowOfIsSeenByThoseFewAndTheOwnerHearsThatItDidNotArrive() {
        UUID referral = sent();
        fixtures.jdbc()
                .sql("update reintegration.referral set sensitive = true where id = ?")
                .param(referral)
                .update();
        UUID message =
                fixtures.jdbc().sql("""
                        update notifications.message m set state = 'NOT_DELIVERED'
                        from reintegration.referral_link l where l.id = m.about and l.referral_id = ? returning m.id
                        """).param(referral).query(UUID.class).single();
        String done = "/staff/messages/" + message + "/told";
        assertThat(signedIn().get("/staff/messages").body()).contains(done);
        assertThat(tasks(referral, "REFERRAL_UNDELIVERED")).isOne();
        for (Role role : new Role[] {Role.CENTRE_MANAGER, Role.FRONT_DESK}) {
            Visitor other = new Visitor(port);
            other.signIn(fixtures.staff(centre, role).username(), Fixtures.PASSWORD);
            assertThat(other.get("/staff/messages").body()).doesNotContain(done);
            assertThat(other.submit("/staff/messages", done).status()).isEqualTo(404);
        }
    }

    private int told(UUID referral) {
        return tasks(referral, "REFERRAL_CONTACT");
    }

    private int tasks(UUID referral, String kind) {
        return fixtures.jdbc()
                .sql("select count(*) from reintegration.task where referral_id = ? and kind = ? and assignee_id = ?")
                .params(referral, kind, worker.id().id())
                .query(Integer.class)
                .single();
    }

    @Test
    void aMailThatWaitsForTheServerIsNotSentOnceTheConsentIsTakenBackOrTheReferral() {
        UUID first = sent();
        fixtures.jdbc()
                .sql(
                        "update clients.consent set withdrawn_at = now() where client_id = ? and purpose = 'SHARE_WITH_PARTNER'")
                .param(client.id())
                .update();
        startTheServer();
        send();
        assertThat(arrived(address)).isEmpty();
        fixtures.jdbc()
                .sql(
                        "update clients.consent set withdrawn_at = null where client_id = ? and purpose = 'SHARE_WITH_PARTNER'")
                .param(client.id())
                .update();
        UUID second = sent();
        Visitor me = signedIn();
        me.submit(at(second), at(second) + "/cancel");
        send();
        assertThat(arrived(address)).isEmpty();
        assertThat(state(first)).isEqualTo("SENT");
        assertThat(state(second)).isEqualTo("CANCELLED");
    }

    /** Prepares a referral, asks the partner by mail, and waits until the mail waits to be sent. */
    private UUID sent() {
        Visitor me = signedIn();
        String blank = "/staff/cases/" + file + "/referrals/new?service=LEGAL";
        Visitor.Page form = me.get(blank);
        String made = me.post(
                        "/staff/cases/" + file + "/referrals/new",
                        "_csrf",
                        form.value("_csrf").orElse(""),
                        "once",
                        form.value("once").orElse(""),
                        "service",
                        "LEGAL",
                        "partner",
                        partner.toString(),
                        "urgency",
                        "URGENT",
                        "language",
                        "en",
                        "basis",
                        "CONSENT",
                        "share",
                        "NAME",
                        "called",
                        "Malika",
                        "message",
                        MESSAGE)
                .location();
        me.submit(made, made + "/send", "way", "MAIL");
        UUID referral = UUID.fromString(made.substring(made.lastIndexOf('/') + 1));
        await().until(() ->
                fixtures.jdbc().sql("""
                                select count(*) from notifications.message m
                                join reintegration.referral_link l on l.id = m.about where l.referral_id = ?
                                """).param(referral).query(Integer.class).single() == 1);
        return referral;
    }

    private static Iterable<String> names(jakarta.mail.internet.MimeMessage mail)
            throws jakarta.mail.MessagingException {
        return java.util.Collections.list(mail.getAllHeaderLines());
    }

    private Visitor signedIn() {
        Visitor visitor = new Visitor(port);
        visitor.signIn(worker.username(), Fixtures.PASSWORD);
        return visitor;
    }

    private String at(UUID referral) {
        return "/staff/cases/" + file + "/referrals/" + referral;
    }

    private String state(UUID referral) {
        return fixtures.jdbc()
                .sql("select state from reintegration.referral where id = ?")
                .param(referral)
                .query(String.class)
                .single();
    }

    private int answers(UUID referral) {
        return fixtures.jdbc()
                .sql(
                        "select count(*) from reintegration.case_event where subject_id = ? and kind = 'REFERRAL_ANSWERED'")
                .param(referral)
                .query(Integer.class)
                .single();
    }
}
