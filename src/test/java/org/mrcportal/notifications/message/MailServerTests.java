package org.mrcportal.notifications.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.mrcportal.Statements;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A portal beside a mail server that can be started, or be missing; one for all classes that need it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
abstract class MailServerTests {

    static final int SMTP = freePort();

    final MessageSending sending;

    @Nullable
    GreenMail server;

    @LocalServerPort
    int port;

    MailServerTests(MessageSending sending) {
        this.sending = sending;
    }

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry properties) {
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", () -> SMTP);
    }

    @AfterEach
    void stopTheServer() {
        if (server != null) {
            server.stop();
        }
    }

    void send() {
        MessageJob.sendAll(sending, Channel.EMAIL);
    }

    void startTheServer() {
        server = new GreenMail(new ServerSetup(SMTP, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
    }

    List<MimeMessage> arrived(String address) {
        if (server == null) {
            return List.of();
        }
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> recipients(mail).contains(address))
                .toList();
    }

    MimeMessage only(String address) {
        List<MimeMessage> mails = arrived(address);
        assertThat(mails).hasSize(1);
        return mails.getFirst();
    }

    static List<String> recipients(MimeMessage mail) {
        try {
            return Arrays.stream(mail.getAllRecipients()).map(Address::toString).toList();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(Object content) throws MessagingException, IOException {
        if (!(content instanceof Multipart parts)) {
            return content instanceof java.io.InputStream stream
                    ? new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    : content.toString();
        }
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            all.append(text(part.getContent())).append('\n');
        }
        return all.toString();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
