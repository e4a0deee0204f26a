package org.mrcportal.outreach.session;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.outreach.session.SessionList.Lines;
import org.mrcportal.outreach.session.SessionList.Place;
import org.mrcportal.outreach.session.SessionList.Which;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.UriComponentsBuilder;

/** The list of a centre's sessions, with a filter. */
@StaffPage
class SessionListController {

    private static final String ADDRESS = "/staff/sessions";

    private final SessionList list;
    private final SessionCodes codes;
    private final SessionWords words;

    SessionListController(SessionList list, SessionCodes codes, SessionWords words) {
        this.list = list;
        this.codes = codes;
        this.words = words;
    }

    /** As typed; what cannot be understood filters nothing. */
    record Filter(
            @Nullable String which,
            @Nullable String centre,
            @Nullable String topic,
            @Nullable String after,
            @Nullable String before) {

        String href(String name, @Nullable Object value) {
            UriComponentsBuilder address = UriComponentsBuilder.fromPath(ADDRESS);
            add(address, "centre", centre);
            add(address, "topic", topic);
            if (!name.equals("which")) {
                add(address, "which", which);
            }
            return address.queryParam(name, "{value}")
                    .encode()
                    .buildAndExpand(String.valueOf(value))
                    .toUriString();
        }

        private static void add(UriComponentsBuilder address, String name, @Nullable String value) {
            if (value != null && !value.isBlank() && value.length() < 40) {
                address.queryParam(name, value);
            }
        }
    }

    /** A line of the list, in the reader's words. */
    record Line(
            SessionOnPlan session,
            String title,
            String when,
            String place,
            boolean over,
            @Nullable Integer attendances) {}

    /** One of the lists that a centre has. */
    record Tab(Which which, String href, boolean current) {}

    @GetMapping(ADDRESS)
    String list(
            @ModelAttribute("filter") Filter filter,
            BindingResult ignored,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        Which which = Which.named(filter.which());
        Lines lines = list.lines(
                me,
                filter.centre(),
                which,
                filter.topic(),
                Place.of(filter.after()),
                Place.of(filter.before()),
                locale);
        model.addAttribute("list", lines);
        model.addAttribute("which", which);
        model.addAttribute(
                "lines",
                lines.sessions().stream()
                        .map(session -> line(session, lines, locale))
                        .toList());
        model.addAttribute(
                "tabs",
                List.of(Which.values()).stream()
                        .map(tab -> new Tab(tab, filter.href("which", tab), tab == which))
                        .toList());
        model.addAttribute("topicChoices", codes.topicChoices(locale));
        model.addAttribute(
                "centreChoices",
                lines.choices().stream()
                        .map(card -> Choice.of(card.code(), card.city()))
                        .toList());
        model.addAttribute("plans", me.is(Role.OUTREACH_OFFICER) || me.is(Role.CENTRE_MANAGER));
        model.addAttribute("previous", lines.previous() == null ? null : filter.href("before", lines.previous()));
        model.addAttribute("next", lines.next() == null ? null : filter.href("after", lines.next()));
        return "outreach/session/list";
    }

    private Line line(SessionOnPlan session, Lines lines, Locale locale) {
        return new Line(
                session,
                words.title(session, locale),
                words.when(session, locale),
                words.place(session, lines.centre(), locale),
                session.isOverBy(lines.now()),
                lines.attendances().get(session.id()));
    }
}
