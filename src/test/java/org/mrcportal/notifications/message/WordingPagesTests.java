package org.mrcportal.notifications.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class WordingPagesTests {

    private final Fixtures fixtures = new Fixtures();
    private final Wordings wordings;
    private final MessageRules rules;
    private final TransactionTemplate transaction;
    private Fixtures.Centre centre;
    private Visitor manager;

    @LocalServerPort
    int port;

    WordingPagesTests(
            @Autowired Wordings wordings,
            @Autowired MessageRules rules,
            @Autowired PlatformTransactionManager transactions) {
        this.wordings = wordings;
        this.rules = rules;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void signIn() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
        centre = fixtures.centre();
        manager = new Visitor(port);
        manager.signIn(fixtures.staff(centre, Role.CENTRE_MANAGER).username(), Fixtures.PASSWORD);
    }

    @Test
    void aManagerSaysWhichMessagesAreSent() {
        Statements.forget();
        var page = manager.get(all());
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(10);
        assertThat(page.body()).contains("Reminder, 24 hours before", "As everywhere");
        assertThat(manager.submit(all(), all(), "sent", "CONFIRMATION", "sent", "REMINDER_2H", "sent", "NONSENSE")
                        .status())
                .isEqualTo(303);
        MessageRules.Rules saved = inScope(() -> rules.of(centre.id()));
        assertThat(saved.send(Kind.REMINDER_2H)).isTrue();
        assertThat(saved.send(Kind.REMINDER_24H)).isFalse();
        assertThat(saved.send(Kind.INTERPRETER_ASKED))
                .as("nobody can switch that off")
                .isTrue();
    }

    @Test
    void aManagerSeesHowAWordingReadsBeforeItIsKept() {
        String here = all() + "/reminder-2h/text";
        Statements.forget();
        assertThat(manager.get(here + "?language=ru").body()).contains("Напоминание: ", "2 parts");
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(10);

        String words = "Ждём вас {time}, {city}: {link}";
        var preview = manager.submit(here, here, "language", "ru", "body", words, "preview", "yes");
        assertThat(preview.body()).contains("Ждём вас ", "City " + centre.code(), "Not saved yet", words);
        assertThat(inForce(Language.RU).body()).isNotEqualTo(words);

        assertThat(manager.submit(here, here, "language", "ru", "body", words).status())
                .isEqualTo(303);
        assertThat(inForce(Language.RU).body()).isEqualTo(words);
        assertThat(inForce(Language.UZ).body()).contains("Eslatma");
        assertThat(manager.submit(here, here + "/reset", "language", "ru").status())
                .isEqualTo(303);
        assertThat(inForce(Language.RU).body()).contains("Напоминание");
    }

    @Test
    void whatIsWrongIsSaidBesideTheFieldAndNothingTypedIsLost() {
        String here = all() + "/confirmation/email";
        var page = manager.submit(
                here,
                here,
                "language",
                "en",
                "subject",
                "Your visa\u0001",
                "body",
                "Come at {time} about your asylum {oops}");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "id=\"body-error\"",
                        "Put {link} somewhere",
                        "{oops} cannot be filled in",
                        "Leave out",
                        "asylum")
                .contains("id=\"subject-error\"", "Come at {time} about your asylum {oops}");
        assertThat(manager.submit(here, here, "language", "en", "body", "x".repeat(100_000))
                        .status())
                .isEqualTo(200);
        assertThat(manager.submit(here, here).status()).isEqualTo(200);
        assertThat(manager.submit(here, here, "language", "xx", "body", "{time}{link}", "subject", "s")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void anotherCentreOrKindIsNotThereAndCounsellorsMayNot() {
        assertThat(manager.get("/manage/settings/" + fixtures.centre().code() + "/messages")
                        .status())
                .isEqualTo(404);
        assertThat(manager.get(all() + "/nonsense/text").status()).isEqualTo(404);
        assertThat(manager.get(all() + "/offer/pigeon").status()).isEqualTo(404);
        assertThat(manager.get(all() + "/offer/text?language=xx").status()).isEqualTo(404);
        Visitor counsellor = new Visitor(port);
        counsellor.signIn(fixtures.staff(centre, Role.COUNSELLOR).username(), Fixtures.PASSWORD);
        assertThat(counsellor.get(all()).status()).isEqualTo(403);
    }

    private Wording inForce(Language language) {
        return inScope(() -> wordings.inForce(centre.id(), Kind.REMINDER_2H, Channel.TEXT, language));
    }

    private <T> T inScope(Scope.Work<T> work) {
        return Scope.of(centre.id().id())
                .call(() -> java.util.Objects.requireNonNull(transaction.execute(status -> work.get())));
    }

    private String all() {
        return "/manage/settings/" + centre.code() + "/messages";
    }
}
