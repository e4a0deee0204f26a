package org.mrcportal.outreach.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.outreach.OutreachLabels;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.session.SessionWords;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.QrCode;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.StaffPage;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A session's knowledge check on the staff's side: begin, open and close, print, type paper in, result. */
@StaffPage
@RequestMapping("/staff/sessions/{id}/knowledge")
class KnowledgeController {

    private final KnowledgeDesk desk;
    private final OutreachLabels labels;
    private final SessionWords words;
    private final MessageSource messages;
    private final String portal;

    KnowledgeController(
            KnowledgeDesk desk,
            OutreachLabels labels,
            SessionWords words,
            MessageSource messages,
            @Value("${portal.public-address}") String portal) {
        this.desk = desk;
        this.labels = labels;
        this.words = words;
        this.messages = messages;
        this.portal = portal;
    }

    @GetMapping
    String show(@PathVariable UUID id, Model model, Locale locale) {
        KnowledgeDesk.State state = desk.state(new SessionId(id), locale);
        Integer capacity = state.plan().capacity();
        String seats = String.valueOf(capacity == null ? 40 : Math.min(capacity, KnowledgeDesk.MOST_SEATS));
        String topic = state.topics().isEmpty() ? null : state.topics().getFirst();
        model.addAttribute("start", new StartForm(topic, seats));
        return page(state, model, locale);
    }

    @PostMapping
    String begin(
            @PathVariable UUID id,
            @ModelAttribute("start") StartForm form,
            BindingResult result,
            Model model,
            Locale locale) {
        KnowledgeDesk.State state = desk.state(new SessionId(id), locale);
        if (state.round() == null) {
            form.check(state.topics(), result);
            if (result.hasErrors()) {
                model.addAttribute("hasErrors", true);
                return page(state, model, locale);
            }
            desk.begin(new SessionId(id), String.valueOf(form.topic()), form.seatNumber());
        }
        return "redirect:/staff/sessions/{id}/knowledge";
    }

    /** {@code phase} BEFORE or AFTER; anything else closes. */
    @PostMapping("/open")
    String open(@PathVariable UUID id, @RequestParam(defaultValue = "") String phase) {
        desk.open(new SessionId(id), Phase.of(phase).orElse(null));
        return "redirect:/staff/sessions/{id}/knowledge";
    }

    /** A page for the wall: the code large, with its QR code. */
    @GetMapping("/poster")
    String poster(@PathVariable UUID id, Model model) {
        print(id, model);
        return "outreach/knowledge/poster";
    }

    @GetMapping("/cards")
    String cards(@PathVariable UUID id, Model model) {
        KnowledgeDesk.Printed printed = print(id, model);
        List<SeatCard> cards = new ArrayList<>();
        for (int seat = 1; seat <= printed.round().seats(); seat++) {
            cards.add(new SeatCard(seat, QrCode.of(address(printed) + "?seat=" + seat)));
        }
        model.addAttribute("cards", cards);
        return "outreach/knowledge/cards";
    }

    @GetMapping("/sheet")
    String sheet(@PathVariable UUID id, Model model) {
        print(id, model);
        return "outreach/knowledge/sheet";
    }

    /** A card for one seat. */
    record SeatCard(int seat, QrCode code) {}

    @GetMapping("/paper/{phase}")
    String paper(@PathVariable UUID id, @PathVariable String phase, Model model, Locale locale) {
        model.addAttribute("paper", PaperForm.empty());
        return paper(desk.state(new SessionId(id), locale), phase(phase), model, locale);
    }

    @PostMapping("/paper/{phase}")
    String typeIn(
            @PathVariable UUID id,
            @PathVariable String phase,
            @ModelAttribute("paper") PaperForm form,
            BindingResult result,
            Model model,
            Locale locale) {
        KnowledgeDesk.State state = desk.state(new SessionId(id), locale);
        KnowledgeRound round = begun(state);
        form.check(round, result);
        if (!result.hasErrors()) {
            List<Answer> answers = Answer.typed(
                            String.valueOf(form.answers()), round.questions().size())
                    .orElseThrow();
            int seat = CheckForm.seatNumber(form.seat(), round);
            if (desk.typeIn(new SessionId(id), phase(phase), seat, answers, Once.required(form.once()))
                    == KnowledgeRounds.Taken.YES) {
                return "redirect:/staff/sessions/{id}/knowledge/paper/{phase}";
            }
            result.rejectValue("seat", "outreach.check.seat.taken");
        }
        model.addAttribute("hasErrors", true);
        return paper(state, phase(phase), model, locale);
    }

    @PostMapping("/paper/{phase}/remove")
    String remove(@PathVariable UUID id, @PathVariable String phase, @RequestParam(defaultValue = "") String seat) {
        int typed = seat.matches("[0-9]{1,3}") ? Integer.parseInt(seat) : 0; // nobody sits on seat 0
        desk.remove(new SessionId(id), phase(phase), typed);
        return "redirect:/staff/sessions/{id}/knowledge/paper/{phase}";
    }

    private String page(KnowledgeDesk.State state, Model model, Locale locale) {
        KnowledgeRound round = state.round();
        model.addAttribute("state", state);
        model.addAttribute("about", words.title(state.plan(), locale));
        model.addAttribute("when", words.when(state.plan(), locale));
        model.addAttribute("canBegin", KnowledgeDesk.canBegin(state.plan()));
        model.addAttribute(
                "topics",
                state.topics().stream()
                        .map(topic -> Choice.of(topic, labels.topic(topic, locale)))
                        .toList());
        model.addAttribute("topic", round == null ? null : labels.topic(round.topic(), locale));
        model.addAttribute("code", round == null ? null : Reference.grouped(round.code()));
        model.addAttribute("fewest", Gain.FEWEST);
        return "outreach/knowledge/knowledge";
    }

    private String paper(KnowledgeDesk.State state, Phase phase, Model model, Locale locale) {
        KnowledgeRound round = begun(state);
        model.addAttribute("state", state);
        model.addAttribute("about", words.title(state.plan(), locale));
        model.addAttribute("when", words.when(state.plan(), locale));
        model.addAttribute("phase", phase);
        model.addAttribute("asked", round.questions().size());
        model.addAttribute("seats", phase == Phase.BEFORE ? state.before() : state.after());
        model.addAttribute("focus", "seat");
        model.addAttribute("back", "/staff/sessions/" + state.plan().id() + "/knowledge");
        return "outreach/knowledge/paper";
    }

    private KnowledgeDesk.Printed print(UUID id, Model model) {
        KnowledgeDesk.Printed printed = desk.printed(new SessionId(id));
        Language spoken = printed.spoken();
        model.addAttribute("printed", printed);
        model.addAttribute("spoken", spoken);
        model.addAttribute("about", words.title(printed.plan(), spoken.locale()));
        model.addAttribute("when", words.when(printed.plan(), spoken.locale()));
        model.addAttribute("scan", messages.getMessage("outreach.check.scan", null, spoken.locale()));
        model.addAttribute("fill", messages.getMessage("outreach.check.fill", null, spoken.locale()));
        model.addAttribute("address", address(printed));
        model.addAttribute("code", Reference.grouped(printed.round().code()));
        model.addAttribute("qr", QrCode.of(address(printed)));
        model.addAttribute("back", "/staff/sessions/" + printed.plan().id() + "/knowledge");
        return printed;
    }

    private String address(KnowledgeDesk.Printed printed) {
        return portal + "/" + printed.plan().language() + "/check/"
                + printed.round().code();
    }

    private static KnowledgeRound begun(KnowledgeDesk.State state) {
        return Optional.ofNullable(state.round()).orElseThrow(() -> new NotFound("a knowledge check"));
    }

    private static Phase phase(String text) {
        return Phase.of(text.toUpperCase(Locale.ROOT)).orElseThrow(() -> new NotFound(text));
    }
}
