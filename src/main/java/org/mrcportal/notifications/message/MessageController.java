package org.mrcportal.notifications.message;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.clients.ClientId;
import org.mrcportal.notifications.message.Message.Problem;
import org.mrcportal.notifications.message.Message.State;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.StaffPage;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of messages that have not arrived. */
@StaffPage
@RequestMapping("/staff/messages")
class MessageController {

    private final MessageDesk desk;
    private final Postman postman;
    private final SmsGateway gateway;

    MessageController(MessageDesk desk, Postman postman, SmsGateway gateway) {
        this.desk = desk;
        this.postman = postman;
        this.gateway = gateway;
    }

    /**
     * A line of the page.
     *
     * @param reference of the booking; empty where there is none
     * @param client whose page says how to reach the person; null: no client
     * @param reason the end of a message key: why it has not arrived; null: it is on its way
     * @param advice the end of a message key: what can be done
     * @param again whether it can be sent again
     * @param toTell whether somebody should tell the person
     */
    record Line(
            MessageId id,
            String reference,
            @Nullable ClientId client,
            String visit,
            String centre,
            String kind,
            String channel,
            String state,
            @Nullable String reason,
            String advice,
            boolean again,
            boolean toTell) {}

    @GetMapping
    String page(Locale locale, Model model) {
        model.addAttribute(
                "lines",
                desk.notArrived(Language.of(locale)).stream()
                        .map(waiting -> line(waiting, locale))
                        .toList());
        model.addAttribute("counts", desk.counts());
        model.addAttribute("server", postman.hasServer());
        model.addAttribute("gateway", gateway.isThere());
        return "notifications/message/messages";
    }

    @PostMapping("/{id}/retry")
    String retry(@PathVariable MessageId id, RedirectAttributes redirect) {
        return changed(redirect, "notifications.desk.again-done", () -> desk.tryAgain(id));
    }

    @PostMapping("/{id}/told")
    String told(@PathVariable MessageId id, RedirectAttributes redirect) {
        return changed(redirect, "notifications.desk.told-done", () -> desk.told(id));
    }

    private static String changed(RedirectAttributes redirect, String done, Runnable work) {
        try {
            work.run();
            redirect.addFlashAttribute("notice", done);
        } catch (IllegalStateException | OptimisticLockingFailureException over) {
            redirect.addFlashAttribute("notice", "notifications.desk.over");
        }
        return "redirect:/staff/messages";
    }

    private static Line line(MessageDesk.Waiting waiting, Locale locale) {
        Message message = waiting.message();
        Problem problem = message.problem();
        boolean failed = message.state() == State.NOT_DELIVERED;
        boolean late = waiting.tooLate();
        return new Line(
                message.id(),
                message.reference(),
                message.client(),
                CentreTime.moment(
                        Optional.ofNullable(message.happensAt()).orElse(message.dueUntil()),
                        waiting.centre().zone(),
                        locale),
                waiting.centre().code(),
                message.kind().name(),
                message.channel().name(),
                failed ? State.NOT_DELIVERED.name() : State.DUE.name(),
                problem == null ? null : problem + "." + message.channel(),
                late ? "LATE" : problem == null ? "WAITING" : failed ? problem.name() : "TRYING",
                failed && !late && problem != Problem.NO_WAY && problem != Problem.NO_SAFE_HOUR,
                failed && !late);
    }
}
