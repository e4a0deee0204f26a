package org.mrcportal.notifications.message;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages on which a manager says which messages the centre sends, and in which words. */
@StaffPage
@RequestMapping("/manage/settings/{centre}/messages")
class WordingController {

    private final WordingDesk desk;
    private final NeutralWords neutral;
    private final MessageSource texts;

    WordingController(WordingDesk desk, NeutralWords neutral, MessageSource texts) {
        this.desk = desk;
        this.neutral = neutral;
        this.texts = texts;
    }

    /** A kind of message on the page of all. */
    record Line(String kind, String slug, int letters, int textMessages) {}

    /** A language of a wording. */
    record Tab(String code, String name, boolean current, boolean own) {}

    @GetMapping
    String all(@PathVariable String centre, Locale locale, Model model) {
        WordingDesk.Overview opened = desk.open(centre, Language.of(locale));
        model.addAttribute("rules", MessageRulesForm.of(opened.rules()));
        model.addAttribute("centre", opened.centre());
        model.addAttribute(
                "kinds",
                MessageRulesForm.switchable().stream()
                        .map(kind ->
                                Choice.of(kind.name(), texts.getMessage("notifications.kind." + kind, null, locale)))
                        .toList());
        model.addAttribute(
                "lines",
                Arrays.stream(Kind.values())
                        .map(kind -> line(kind, opened.changed()))
                        .toList());
        model.addAttribute("back", "/manage/settings");
        return "notifications/message/rules";
    }

    @PostMapping
    String change(@PathVariable String centre, MessageRulesForm form, Locale locale, RedirectAttributes redirect) {
        desk.change(centre, form.rules(), Language.of(locale));
        redirect.addFlashAttribute("notice", "notifications.rules.saved");
        return "redirect:/manage/settings/{centre}/messages";
    }

    @GetMapping("/{kind}/{channel}")
    String one(
            @PathVariable String centre,
            @PathVariable String kind,
            @PathVariable String channel,
            @RequestParam(name = "language") @Nullable String language,
            Locale locale,
            Model model) {
        WordingDesk.Opened opened = open(centre, kind, channel, locale);
        Language of = language == null
                ? Language.of(locale)
                : Language.ofCode(language).orElseThrow(() -> new NotFound(language));
        Wording wording = Objects.requireNonNull(opened.inForce().get(of));
        model.addAttribute("wording", WordingForm.of(of, wording));
        model.addAttribute("preview", desk.preview(opened, kind(kind), of, wording));
        return page(opened, kind(kind), channel(channel), of, locale, model);
    }

    /** Shows how it will read, or keeps it. */
    @PostMapping("/{kind}/{channel}")
    String change(
            @PathVariable String centre,
            @PathVariable String kind,
            @PathVariable String channel,
            @ModelAttribute("wording") WordingForm form,
            BindingResult result,
            @RequestParam(name = "preview") @Nullable String preview,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        WordingDesk.Opened opened = open(centre, kind, channel, locale);
        Language of = form.inLanguage();
        form.check(kind(kind), channel(channel), neutral, result);
        if (result.hasErrors()) {
            return page(opened, kind(kind), channel(channel), of, locale, model.addAttribute("hasErrors", true));
        }
        Wording wording = form.wording(channel(channel));
        if (preview != null) {
            model.addAttribute("preview", desk.preview(opened, kind(kind), of, wording));
            model.addAttribute("unsaved", true);
            return page(opened, kind(kind), channel(channel), of, locale, model);
        }
        desk.change(centre, kind(kind), channel(channel), of, wording, Language.of(locale));
        return back(of, "notifications.wording.saved", redirect);
    }

    @PostMapping("/{kind}/{channel}/reset")
    String reset(
            @PathVariable String centre,
            @PathVariable String kind,
            @PathVariable String channel,
            WordingForm form,
            Locale locale,
            RedirectAttributes redirect) {
        desk.reset(centre, kind(kind), channel(channel), form.inLanguage(), Language.of(locale));
        return back(form.inLanguage(), "notifications.wording.reset-done", redirect);
    }

    private static String back(Language of, String notice, RedirectAttributes redirect) {
        redirect.addFlashAttribute("notice", notice);
        redirect.addAttribute("language", of.code());
        return "redirect:/manage/settings/{centre}/messages/{kind}/{channel}";
    }

    private WordingDesk.Opened open(String centre, String kind, String channel, Locale locale) {
        return desk.open(centre, kind(kind), channel(channel), Language.of(locale));
    }

    private String page(
            WordingDesk.Opened opened, Kind kind, Channel channel, Language of, Locale locale, Model model) {
        Object shown = model.getAttribute("preview");
        if (shown instanceof Letter letter && channel == Channel.TEXT) {
            model.addAttribute("segments", Segments.of(letter.text()));
        }
        model.addAttribute("centre", opened.centre());
        model.addAttribute("kind", kind.name());
        model.addAttribute("channel", channel.name());
        model.addAttribute(
                "here",
                "/manage/settings/%s/messages/%s/%s"
                        .formatted(
                                opened.centre().code(),
                                kind.slug(),
                                channel.name().toLowerCase(Locale.ROOT)));
        model.addAttribute(
                "places", kind.allowed().stream().map(Placeholder::name).toList());
        model.addAttribute("own", opened.changed().contains(of));
        model.addAttribute("tabs", tabs(opened, of, locale));
        model.addAttribute("back", "/manage/settings/" + opened.centre().code() + "/messages");
        return "notifications/message/wording";
    }

    private static List<Tab> tabs(WordingDesk.Opened opened, Language of, Locale locale) {
        return Arrays.stream(Language.values())
                .map(language -> new Tab(
                        language.code(),
                        language.nameIn(locale),
                        language == of,
                        opened.changed().contains(language)))
                .toList();
    }

    private static Line line(Kind kind, Map<String, Integer> changed) {
        return new Line(
                kind.name(),
                kind.slug(),
                changed.getOrDefault(kind + "." + Channel.EMAIL, 0),
                changed.getOrDefault(kind + "." + Channel.TEXT, 0));
    }

    private static Kind kind(String slug) {
        return Kind.ofSlug(slug).orElseThrow(() -> new NotFound("kind"));
    }

    private static Channel channel(String slug) {
        return switch (slug) {
            case "email" -> Channel.EMAIL;
            case "text" -> Channel.TEXT;
            default -> throw new NotFound("channel");
        };
    }
}
