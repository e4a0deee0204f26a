package org.mrcportal.notifications.message;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.notifications.message.Message.Problem;
import org.mrcportal.notifications.message.Message.State;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.StaffPage;
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

    MessageController(MessageDesk desk, Postman postman) {
        this.desk = desk;
        this.postman = postman;
    }

    /**
     * A line of the page.
     *
     * @param advice the end of a message key: what can be done
     */
    record Line(
            MessageId id,
            String reference,
            String visit,
            String centre,
            String kind,
            String state,
            String advice,
            boolean again) {}

    @GetMapping
    String page(Locale locale, Model model) {
        model.addAttribute(
                "lines",
                desk.notArrived(Language.of(locale)).stream()
                        .map(waiting -> line(waiting, locale))
                        .toList());
        model.addAttribute("server", postman.hasServer());
        return "notifications/message/messages";
    }

    @PostMapping("/{id}/retry")
    String retry(@PathVariable MessageId id, RedirectAttributes redirect) {
        try {
            desk.tryAgain(id);
            redirect.addFlashAttribute("notice", "notifications.desk.again-done");
        } catch (IllegalStateException over) {
            redirect.addFlashAttribute("notice", "notifications.desk.over");
        }
        return "redirect:/staff/messages";
    }

    private static Line line(MessageDesk.Waiting waiting, Locale locale) {
        Message message = waiting.message();
        return new Line(
                message.id(),
                message.reference(),
                CentreTime.moment(message.dueUntil(), waiting.centre().zone(), locale),
                waiting.centre().code(),
                message.kind().name(),
                message.state().name(),
                advice(message.state(), message.problem(), waiting.tooLate()),
                message.state() == State.NOT_DELIVERED && !waiting.tooLate());
    }

    private static String advice(State state, @Nullable Problem problem, boolean tooLate) {
        if (tooLate) {
            return "LATE";
        }
        return problem == null ? "WAITING" : state == State.NOT_DELIVERED ? "CALL" : problem.name();
    }
}
