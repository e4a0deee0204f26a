package org.mrcportal.notifications.message;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Hands one letter to the mail server and tells what came of it. A message has the same Message-ID however often it is
 * handed over, so that whoever gets it twice can tell.
 */
@Component
class Postman {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final int SERVICE_NOT_AVAILABLE = 421;
    private static final int SENDER_REFUSED = 554;
    private static final Set<Integer> NOBODY = Set.of(550, 551, 553);

    private final @Nullable JavaMailSender server;
    private final ITemplateEngine templates;
    private final String from;

    Postman(
            ObjectProvider<JavaMailSender> server,
            ITemplateEngine templates,
            @Value("${portal.mail.from}") String from) {
        this.server = server.getIfAvailable();
        this.templates = templates;
        this.from = from;
        if (this.server == null) {
            LOG.info("No mail server is set (SPRING_MAIL_HOST): messages wait in the outbox");
        }
    }

    boolean hasServer() {
        return server != null;
    }

    Outcome deliver(MessageId id, Letter letter, String address, Optional<String> calendarFile) {
        if (server == null) {
            return Outcome.UNREACHABLE;
        }
        try {
            server.send(mail(server.createMimeMessage(), id, letter, address, calendarFile));
            return Outcome.TAKEN;
        } catch (MessagingException e) {
            LOG.info("Message {} cannot be written: {}", id, e.getClass().getSimpleName());
            return Outcome.REFUSED;
        } catch (MailException e) {
            int answer = answer(e);
            Outcome outcome = NOBODY.contains(answer)
                    ? Outcome.NO_SUCH_RECIPIENT
                    : answer >= 400 && answer != SERVICE_NOT_AVAILABLE ? Outcome.REFUSED : Outcome.UNREACHABLE;
            LOG.info("Message {}: {}", id, outcome);
            return outcome;
        }
    }

    private MimeMessage mail(
            MimeMessage mail, MessageId id, Letter letter, String address, Optional<String> calendarFile)
            throws MessagingException {
        MimeMessageHelper helper = new MimeMessageHelper(mail, true, StandardCharsets.UTF_8.name());
        helper.setFrom(from);
        helper.setTo(address);
        helper.setSubject(letter.subject());
        Context context = new Context(letter.language(), Map.of("letter", letter));
        helper.setText(letter.text(), templates.process("notifications/message/mail", context));
        if (calendarFile.isPresent()) {
            String method = calendarFile.get().contains("METHOD:CANCEL") ? "CANCEL" : "PUBLISH";
            helper.addAttachment(
                    "calendar.ics",
                    new ByteArrayResource(calendarFile.get().getBytes(StandardCharsets.UTF_8)),
                    "text/calendar; charset=UTF-8; method=" + method);
        }
        mail.setHeader("Content-Language", letter.language().getLanguage());
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Portal-Message", id.toString());
        mail.setHeader("Message-ID", "<" + id + "@mrc-portal>");
        return mail;
    }

    /** The server's answer about this very message; 0 where there is none, and the trouble is the server's own. */
    private static int answer(MailException failure) {
        if (failure instanceof MailSendException several
                && !several.getFailedMessages().isEmpty()) {
            return several.getFailedMessages().values().stream()
                    .mapToInt(Postman::answer)
                    .max()
                    .orElse(0);
        }
        return answer(failure.getCause());
    }

    private static int answer(@Nullable Throwable failure) {
        int worst = 0;
        for (Throwable e = failure; e != null; e = next(e)) {
            worst = Math.max(
                    worst,
                    switch (e) {
                        case SMTPAddressFailedException address -> address.getReturnCode();
                        case SMTPSenderFailedException sender -> SENDER_REFUSED;
                        case SMTPSendFailedException sending -> sending.getReturnCode();
                        case AddressException malformed -> 553;
                        default -> 0;
                    });
        }
        return worst;
    }

    private static @Nullable Throwable next(Throwable e) {
        return e instanceof MessagingException mail && mail.getNextException() != null
                ? mail.getNextException()
                : e.getCause();
    }
}
