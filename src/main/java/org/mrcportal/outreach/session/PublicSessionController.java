package org.mrcportal.outreach.session;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.Year;
import java.time.YearMonth;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.outreach.OutreachLabels;
import org.mrcportal.outreach.ShortCode;
import org.mrcportal.outreach.session.PublicSessions.Found;
import org.mrcportal.outreach.session.SessionList.Place;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Sessions for everybody: those to come, each at an address that never dies, and the archive. */
@PublicPage(personal = false)
@RequestMapping("/sessions")
class PublicSessionController {

    private final PublicSessions sessions;
    private final Sessions reading;
    private final PlacesForNew newcomers;
    private final SessionWords words;
    private final OutreachLabels labels;
    private final MessageSource messages;
    private final String site;

    PublicSessionController(
            PublicSessions sessions,
            Sessions reading,
            PlacesForNew newcomers,
            SessionWords words,
            OutreachLabels labels,
            MessageSource messages,
            @Value("${portal.public-address}") String site) {
        this.sessions = sessions;
        this.reading = reading;
        this.newcomers = newcomers;
        this.words = words;
        this.labels = labels;
        this.messages = messages;
        this.site = site;
    }

    /** As typed; what cannot be understood filters nothing. */
    record Filter(
            @Nullable String centre,
            @Nullable String region,
            @Nullable String language,
            @Nullable String topic,
            @Nullable String online,
            @Nullable String via,
            @Nullable String after) {

        boolean isEmpty() {
            return blank(centre) && blank(region) && blank(language) && blank(topic) && blank(online);
        }

        private static boolean blank(@Nullable String text) {
            return text == null || text.isBlank();
        }
    }

    /**
     * A session in a list, in the reader's words.
     *
     * @param state what became of it: cancelled, held or over; null: it is to come
     * @param places key and argument of the sentence on places; null where there is nothing to say
     */
    record Card(
            String slug,
            String title,
            String when,
            String zone,
            String place,
            String language,
            @Nullable String state,
            @Nullable Sentence places) {}

    /** A message with what stands in it. */
    record Sentence(String key, Object... arguments) {}

    /** A month of the archive. */
    record MonthLink(String label, String href, int sessions, boolean current) {}

    @GetMapping
    String coming(@ModelAttribute("filter") Filter filter, BindingResult ignored, Locale locale, Model model) {
        var wanted = new PublicSessions.Wanted(
                code(filter.centre(), "[A-Z]{3}"),
                code(filter.region(), "[A-Z]{2}-[A-Z0-9]{1,3}"),
                code(filter.language(), "[a-z]{2}"),
                code(filter.topic(), "[A-Z_]{2,40}"),
                "true".equals(filter.online()));
        Language language = Language.of(locale);
        var coming = Scope.network()
                .call(() -> sessions.coming(wanted, Place.of(filter.after()).filter(Place::isPossible), language));
        Found found = coming.found();
        cards(found, locale, model);
        model.addAttribute(
                "centreChoices",
                found.centres().values().stream()
                        .map(card -> Choice.of(card.code(), card.city()))
                        .toList());
        var differences = coming.differences();
        model.addAttribute("regionChoices", choices(differences.regions(), code -> words.region(code, locale)));
        model.addAttribute("languageChoices", choices(differences.languages(), code -> languageName(code, locale)));
        model.addAttribute("topicChoices", choices(differences.topics(), code -> labels.topic(code, locale)));
        model.addAttribute("filtered", !filter.isEmpty());
        String via = carry(filter.via(), model);
        model.addAttribute(
                "next",
                found.next() == null
                        ? null
                        : href(
                                locale,
                                "/sessions",
                                "centre",
                                wanted.centre(),
                                "region",
                                wanted.region(),
                                "language",
                                wanted.language(),
                                "topic",
                                wanted.topic(),
                                "online",
                                wanted.online() ? "true" : null,
                                "via",
                                via,
                                "after",
                                found.next()));
        model.addAttribute(
                "feeds", wanted.centre() == null ? "/sessions" : "/centres/" + wanted.centre() + "/sessions");
        return "outreach/session/coming";
    }

    @GetMapping("/archive")
    String archive(
            @RequestParam(required = false) @Nullable String centre,
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable String after,
            Locale locale,
            Model model) {
        String code = code(centre, "[A-Z]{3}");
        var archive = Scope.network()
                .call(() -> sessions.archive(
                        code, month(month), Place.of(after).filter(Place::isPossible), Language.of(locale)));
        Found found = archive.found();
        cards(found, locale, model);
        Map<Year, List<MonthLink>> years = archive.months().stream()
                .collect(Collectors.groupingBy(
                        one -> Year.of(one.month().getYear()),
                        LinkedHashMap::new,
                        Collectors.mapping(
                                one -> new MonthLink(
                                        CentreTime.month(one.month(), locale),
                                        href(locale, "/sessions/archive", "centre", code, "month", one.month()),
                                        one.sessions(),
                                        one.month().equals(archive.month())),
                                Collectors.toList())));
        model.addAttribute("years", years);
        model.addAttribute("month", archive.month() == null ? null : CentreTime.month(archive.month(), locale));
        model.addAttribute("centres", found.centres().values());
        model.addAttribute("code", code);
        model.addAttribute(
                "next",
                found.next() == null
                        ? null
                        : href(
                                locale,
                                "/sessions/archive",
                                "centre",
                                code,
                                "month",
                                archive.month(),
                                "after",
                                found.next()));
        model.addAttribute("back", "/" + locale.getLanguage() + "/sessions");
        return "outreach/session/archive";
    }

    @GetMapping("/{slug}")
    String show(
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String via,
            Locale locale,
            Model model) {
        Language language = Language.of(locale);
        var shown = reading.scopeOf(slug).call(() -> sessions.show(slug, language));
        SessionOnPlan session = shown.session();
        Card card = card(session, shown.centre(), shown.now(), locale);
        model.addAttribute("card", card);
        model.addAttribute("description", shown.description());
        model.addAttribute("centre", shown.centre());
        model.addAttribute("online", session.place().online());
        model.addAttribute("regionName", words.region(session.place().region(), locale));
        model.addAttribute("audienceName", labels.audience(session.audience(), locale));
        model.addAttribute(
                "topics",
                session.topics().stream()
                        .map(topic -> labels.topic(topic, locale))
                        .filter(topic ->
                                !topic.equals(card.title()) || session.topics().size() > 1)
                        .toList());
        carry(via, model);
        model.addAttribute("takesRegistrations", session.takesRegistrations(shown.now()));
        String summary = card.when() + " (" + card.zone() + "). " + card.place();
        model.addAttribute(
                "share",
                new SharePreview(
                        site,
                        "/sessions/" + slug,
                        language,
                        card.state() == null
                                ? card.title()
                                : sentence("sessions.state." + card.state(), locale) + ": " + card.title(),
                        summary));
        model.addAttribute("feeds", "/centres/" + shown.centre().code() + "/sessions");
        model.addAttribute("back", "/" + locale.getLanguage() + "/sessions");
        return "outreach/session/session";
    }

    /** The short code somebody came by goes on to whatever is done next; what cannot be one is dropped. */
    private static @Nullable String carry(@Nullable String typed, Model model) {
        String via = ShortCode.typed(typed).orElse(null);
        model.addAttribute("via", via);
        model.addAttribute("tail", via == null ? "" : "?via=" + via);
        model.addAttribute("more", via == null ? "" : "&via=" + via);
        return via;
    }

    private void cards(Found found, Locale locale, Model model) {
        model.addAttribute(
                "cards",
                found.sessions().stream()
                        .map(session -> card(session, found.centreOf(session), found.now(), locale))
                        .toList());
    }

    private Card card(SessionOnPlan session, CentreCard centre, Instant now, Locale locale) {
        return new Card(
                session.slug(),
                words.title(session, locale),
                words.when(session, locale),
                words.zone(session, locale),
                words.place(session, centre, locale),
                languageName(session.language(), locale),
                state(session, now),
                places(session, now));
    }

    private static @Nullable String state(SessionOnPlan session, Instant now) {
        return switch (session.state()) {
            case CANCELLED -> "cancelled";
            case HELD -> "held";
            default -> session.isOverBy(now) ? "over" : null;
        };
    }

    private @Nullable Sentence places(SessionOnPlan session, Instant now) {
        if (session.state() != SessionState.PUBLISHED || session.isOverBy(now)) {
            return null;
        }
        if (!session.registration()) {
            return new Sentence("sessions.places.open");
        }
        if (session.hasStartedBy(now)) {
            return null;
        }
        if (session.capacity() == null) {
            return new Sentence("sessions.places.unlimited");
        }
        int left = newcomers.in(session);
        return left == 0 ? new Sentence("sessions.places.none") : new Sentence("sessions.places.left", left);
    }

    private String sentence(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, locale));
    }

    private static String languageName(String code, Locale locale) {
        return Language.ofCode(code).map(language -> language.nameIn(locale)).orElse(code);
    }

    private static List<Choice> choices(Collection<String> codes, UnaryOperator<String> label) {
        return codes.stream().map(code -> Choice.of(code, label.apply(code))).toList();
    }

    private static @Nullable String code(@Nullable String typed, String pattern) {
        return typed != null && typed.matches(pattern) ? typed : null;
    }

    private static @Nullable YearMonth month(@Nullable String typed) {
        try {
            return typed != null && typed.matches("20\\d{2}-\\d{2}") ? YearMonth.parse(typed) : null;
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** @param namesAndValues in turn; a value that is null is left out */
    private static String href(Locale locale, String path, @Nullable Object... namesAndValues) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/" + locale.getLanguage() + path);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                address.queryParam(String.valueOf(namesAndValues[i]), String.valueOf(namesAndValues[i + 1]));
            }
        }
        return address.encode().toUriString();
    }
}
