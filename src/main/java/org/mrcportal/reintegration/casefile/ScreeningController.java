package org.mrcportal.reintegration.casefile;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.StaffPage;
import org.mrcportal.shared.Unsaved;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page that screens for risks, with the screenings before. */
@StaffPage
@RequestMapping("/staff/cases/{id}/screening")
class ScreeningController {

    private final ScreeningDesk desk;
    private final MessageSource messages;

    ScreeningController(ScreeningDesk desk, MessageSource messages) {
        this.desk = desk;
        this.messages = messages;
    }

    /** A question with the answer that is ticked. */
    record Question(Cue cue, Finding.Answer ticked) {}

    /** The questions about one time. */
    record Part(Cue.Stage stage, List<Question> questions) {}

    /**
     * A screening of the past, in the reader's words.
     *
     * @param who whom it is about; null: the only one the case is about
     * @param refer where a referral for the gravest sign begins; null: nothing was noticed, or nothing can be done here
     * @param unregistered a referral needs the person on record first
     */
    record Line(
            ScreeningDesk.Taken taken,
            List<Decision> decisions,
            @Nullable String who,
            String day,
            @Nullable String refer,
            boolean unregistered) {}

    /** What a supervisor has decided, with its day. */
    record Decision(ScreeningDesk.Decided decided, String day) {}

    /** What was ticked. */
    private record Ticked(@Nullable String person, Map<Cue, Finding.Answer> answers, String once) {}

    @GetMapping
    String show(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        return page(
                desk.open(id, me),
                new Ticked(null, Map.of(), UuidCreator.getTimeOrderedEpoch().toString()),
                locale,
                model);
    }

    @PostMapping
    String screen(
            @PathVariable CaseId id,
            @RequestParam Map<String, String> sent,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        Map<Cue, Finding.Answer> answers = new EnumMap<>(Cue.class);
        for (Cue cue : Cue.values()) {
            answers.put(cue, answer(sent.get(cue.name())));
        }
        ScreeningDesk.Screened screened = desk.again(id);
        Optional<Household.Member> person = person(sent.get("person"), screened.people());
        boolean nothing = answers.values().stream().allMatch(answer -> answer == Finding.Answer.UNKNOWN);
        if (nothing || person.isEmpty()) {
            model.addAttribute("hasErrors", true);
            model.addAttribute("nothing", nothing);
            return page(
                    screened, new Ticked(sent.get("person"), answers, String.valueOf(sent.get("once"))), locale, model);
        }
        try {
            desk.screen(screened, person.get(), answers, Once.of(sent.get("once")), me);
        } catch (OptimisticLockingFailureException | DataIntegrityViolationException overtaken) {
            throw new Overtaken(inWords(person.get(), screened, answers, locale), overtaken);
        }
        redirect.addFlashAttribute("notice", "cases.screening.done");
        return "redirect:/staff/cases/{id}/screening";
    }

    /** The screening could not be kept any more. */
    private static final class Overtaken extends RuntimeException {

        private static final long serialVersionUID = 1;

        /** What was ticked; never logged. */
        private final String ticked;

        Overtaken(String ticked, Throwable cause) {
            super("somebody was faster", cause);
            this.ticked = ticked;
        }
    }

    /** Gives back what was ticked: such questions are not asked twice. */
    @ExceptionHandler
    String overtaken(Overtaken late, HttpServletResponse response, Model model) {
        Unsaved.shown(List.of(late.ticked), response, model, "cases.screening.unsaved");
        return Unsaved.PAGE;
    }

    /** Who was asked, and each question that was answered with yes or no, line by line. */
    private String inWords(
            Household.Member person, ScreeningDesk.Screened screened, Map<Cue, Finding.Answer> answers, Locale locale) {
        Stream<String> who = screened.people().size() > 1 ? Stream.of(called(person, locale)) : Stream.of();
        Stream<String> ticked = answers.entrySet().stream()
                .filter(answer -> answer.getValue() != Finding.Answer.UNKNOWN)
                .map(answer -> messages.getMessage(answer.getKey().label(), null, locale) + ": "
                        + messages.getMessage("cases.answer." + answer.getValue(), null, locale));
        return Stream.concat(who, ticked).collect(Collectors.joining("\n"));
    }

    /** Nothing sent means the head, or the only one there is. */
    private static Optional<Household.Member> person(@Nullable String sent, List<Household.Member> people) {
        return people.stream()
                .filter(one -> sent == null || one.id().toString().equals(sent))
                .findFirst();
    }

    private static Finding.Answer answer(@Nullable String sent) {
        return Arrays.stream(Finding.Answer.values())
                .filter(known -> known.name().equals(sent))
                .findFirst()
                .orElse(Finding.Answer.UNKNOWN);
    }

    private String page(ScreeningDesk.Screened screened, Ticked ticked, Locale locale, Model model) {
        CaseCard file = screened.file();
        List<Household.Member> people = screened.people();
        model.addAttribute("file", file);
        model.addAttribute("nobody", person(ticked.person(), people).isEmpty());
        model.addAttribute("latest", lines(screened.latest(), screened, locale));
        model.addAttribute("earlier", lines(screened.earlier(), screened, locale));
        model.addAttribute(
                "people",
                people.stream()
                        .map(one -> Choice.of(one.id().toString(), called(one, locale)))
                        .toList());
        model.addAttribute(
                "chosen", ticked.person() == null ? people.getFirst().id().toString() : ticked.person());
        model.addAttribute(
                "stages",
                Arrays.stream(Cue.Stage.values())
                        .map(stage -> new Part(
                                stage,
                                stage.cues().stream()
                                        .map(cue -> new Question(
                                                cue, ticked.answers().getOrDefault(cue, Finding.Answer.UNKNOWN)))
                                        .toList()))
                        .toList());
        model.addAttribute("answers", Finding.Answer.values());
        model.addAttribute("once", ticked.once());
        model.addAttribute("back", "/staff/cases/" + file.id());
        return "reintegration/casefile/screening";
    }

    private List<Line> lines(List<ScreeningDesk.Taken> taken, ScreeningDesk.Screened screened, Locale locale) {
        CaseCard file = screened.file();
        return taken.stream()
                .map(one -> {
                    Household.Member person = one.person();
                    String who = person == null
                            ? messages.getMessage("cases.screening.taken-out", null, locale)
                            : screened.people().size() > 1 ? called(person, locale) : null;
                    boolean helps = file.writable() && !one.finding().cues().isEmpty();
                    ClientId client = person == null ? null : person.client();
                    return new Line(
                            one,
                            one.decided().stream()
                                    .map(decided -> new Decision(decided, day(decided.at(), file, locale)))
                                    .toList(),
                            who,
                            day(one.at(), file, locale),
                            helps && client != null ? refer(file, client, one.finding()) : null,
                            helps && person != null && client == null);
                })
                .toList();
    }

    private static String day(Instant at, CaseCard file, Locale locale) {
        return CentreTime.date(LocalDate.ofInstant(at, file.zone()), locale);
    }

    /** What helps against the gravest of the signs. */
    private static String refer(CaseCard file, ClientId person, Finding finding) {
        return "/staff/cases/" + file.id() + "/referrals/new?service="
                + finding.cues().getFirst().service() + "&urgency=" + finding.urgency() + "&client=" + person;
    }

    private String called(Household.Member person, Locale locale) {
        String relation = messages.getMessage("cases.relation." + person.relation(), null, locale);
        String name = person.name() != null ? person.name() : person.code();
        return (name == null ? messages.getMessage("cases.household.no-name", null, locale) : name) + " · " + relation;
    }
}
