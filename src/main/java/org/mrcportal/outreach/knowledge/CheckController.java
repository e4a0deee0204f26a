package org.mrcportal.outreach.knowledge;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Attempts;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.TooManyTries;
import org.springframework.context.MessageSource;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The questions of a session on the phones of those who sit there: without a name, while they are open. */
@PublicPage
@RequestMapping("/check/{code}")
class CheckController {

    private static final String SHEETS = "knowledge.address";
    private static final Duration WINDOW = Duration.ofMinutes(10);

    /** The phones of a hall share one address: each seat of the largest one may send twice. */
    private static final int MOST_IN_WINDOW = 2 * KnowledgeDesk.MOST_SEATS;

    private final KnowledgeRounds rounds;
    private final QuestionWords words;
    private final Attempts attempts;
    private final MessageSource messages;

    CheckController(KnowledgeRounds rounds, QuestionWords words, Attempts attempts, MessageSource messages) {
        this.rounds = rounds;
        this.words = words;
        this.attempts = attempts;
        this.messages = messages;
    }

    @GetMapping
    String ask(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String seat,
            Model model,
            Locale locale) {
        KnowledgeRound round = round(code);
        String known = CheckForm.seatNumber(seat, round) == 0 ? null : seat;
        model.addAttribute("check", CheckForm.empty(round, known));
        return page(round, model, locale);
    }

    @PostMapping
    String answer(
            @PathVariable String code,
            @ModelAttribute("check") CheckForm form,
            BindingResult result,
            @RequestParam(name = "switch") Optional<String> otherLanguage,
            Model model,
            Locale locale,
            HttpServletRequest request) {
        if (attempts.count(SHEETS, Attempts.network(request.getRemoteAddr()), WINDOW) > MOST_IN_WINDOW) {
            throw new TooManyTries();
        }
        KnowledgeRound round = round(code);
        Phase open = round.openFor();
        if (otherLanguage.isPresent() || open == null || !open.name().equals(form.phase())) {
            return page(round, model, locale);
        }
        form.check(round, result);
        if (!result.hasErrors()) {
            List<Answer> answers = IntStream.range(0, round.questions().size())
                    .mapToObj(form::answer)
                    .toList();
            int seat = CheckForm.seatNumber(form.seat(), round);
            KnowledgeRounds.Taken taken = rounds.scopeOf(code)
                    .call(() -> rounds.take(round, open, seat, "PHONE", answers, Once.required(form.once())));
            if (taken == KnowledgeRounds.Taken.YES) {
                return "redirect:/{lang}/check/{code}/thanks";
            }
            result.rejectValue("seat", "outreach.check.seat.taken");
        }
        model.addAttribute("hasErrors", true);
        return page(round, model, locale);
    }

    @GetMapping("/thanks")
    String thanks(@PathVariable String code, Model model) {
        model.addAttribute("round", round(code));
        return "outreach/knowledge/thanks";
    }

    private KnowledgeRound round(String code) {
        return rounds.scopeOf(code)
                .call(() -> rounds.byCode(Reference.typed(code).orElseThrow()))
                .orElseThrow(() -> new NotFound("a knowledge check"));
    }

    private String page(KnowledgeRound round, Model model, Locale locale) {
        model.addAttribute("round", round);
        model.addAttribute("statements", words.statements(round, locale));
        model.addAttribute(
                "choices",
                List.of("TRUE", "FALSE", "UNSURE").stream()
                        .map(answer ->
                                Choice.of(answer, messages.getMessage("outreach.check.answer." + answer, null, locale)))
                        .toList());
        if (round.openFor() != null) {
            model.addAttribute("switchForm", "step");
        }
        return "outreach/knowledge/check";
    }
}
