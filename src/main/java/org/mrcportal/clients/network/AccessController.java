package org.mrcportal.clients.network;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientHistory;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Requests for access to another centre's client: asked, answered, and read while they are granted. */
@StaffPage
@RequestMapping("/staff/access-requests")
class AccessController {

    private static final List<Integer> DAYS = List.of(7, 30, 90);

    private final AccessDesk desk;
    private final SharedFile file;
    private final Centres centres;
    private final MessageSource messages;

    AccessController(AccessDesk desk, SharedFile file, Centres centres, MessageSource messages) {
        this.desk = desk;
        this.file = file;
        this.centres = centres;
        this.messages = messages;
    }

    /** A request with its days in the reader's words. */
    record Row<T>(T request, String asked, @Nullable String until) {}

    /** A line of the timeline, in the reader's words; who and where to read more stay with the other centre. */
    record Item(
            String title,
            String when,
            @Nullable String who,
            @Nullable String text,
            @Nullable String href) {}

    @GetMapping
    String show(@AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        ZoneId zone = zone(me, locale);
        model.addAttribute(
                "mine",
                desk.mine().stream()
                        .map(one ->
                                new Row<>(one, day(one.askedAt(), zone, locale), dayOrNull(one.until(), zone, locale)))
                        .toList());
        model.addAttribute("answers", me.is(Role.CENTRE_MANAGER));
        model.addAttribute(
                "theirs",
                me.is(Role.CENTRE_MANAGER)
                        ? desk.theirs().stream()
                                .map(one -> new Row<>(
                                        one, day(one.askedAt(), zone, locale), dayOrNull(one.until(), zone, locale)))
                                .toList()
                        : List.of());
        model.addAttribute("days", DAYS);
        model.addAttribute("back", "/staff/clients");
        return "clients/network/requests";
    }

    @PostMapping("/{request}/grant")
    String grant(
            @PathVariable UUID request,
            @RequestParam(defaultValue = "7") String days,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes page) {
        int chosen = DAYS.stream()
                .filter(known -> known.toString().equals(days))
                .findFirst()
                .orElse(DAYS.getFirst());
        page.addFlashAttribute(
                "notice",
                desk.grant(request, Duration.ofDays(chosen), me)
                        ? "clients.access.granted"
                        : "clients.access.not-agreed");
        return "redirect:/staff/access-requests";
    }

    @PostMapping("/{request}/refuse")
    String refuse(@PathVariable UUID request, @AuthenticationPrincipal StaffMember me, RedirectAttributes page) {
        desk.refuse(request, me);
        page.addFlashAttribute("notice", "clients.access.refused");
        return "redirect:/staff/access-requests";
    }

    @PostMapping("/{request}/end")
    String end(@PathVariable UUID request, RedirectAttributes page) {
        desk.end(request);
        page.addFlashAttribute("notice", "clients.access.ended");
        return "redirect:/staff/access-requests";
    }

    /** Two transactions: the first, in this centre's scope, learns whether it may; the second reads in the other's. */
    @GetMapping("/{request}")
    String read(@PathVariable UUID request, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        AccessDesk.Granted granted = desk.granted(request);
        ZoneId zone = zone(me, locale);
        List<ClientHistory.Entry> entries = Scope.of(granted.centre().id()).call(() -> file.read(granted));
        model.addAttribute(
                "history",
                entries.stream().map(entry -> item(entry, zone, locale)).toList());
        model.addAttribute("back", "/staff/access-requests");
        return "clients/network/shared";
    }

    private Item item(ClientHistory.Entry entry, ZoneId zone, Locale locale) {
        String argument = entry.titleArgument();
        return new Item(
                messages.getMessage(
                        entry.title(),
                        argument == null ? null : new Object[] {messages.getMessage(argument, null, locale)},
                        locale),
                day(entry.at(), zone, locale),
                null,
                null,
                null);
    }

    private ZoneId zone(StaffMember me, Locale locale) {
        return centres.byId(me.centres().getFirst(), Language.of(locale))
                .map(CentreCard::zone)
                .orElse(ZoneId.of("Asia/Tashkent"));
    }

    private static String day(Instant at, ZoneId zone, Locale locale) {
        return DateTimeFormatter.ofPattern("d MMM yyyy", locale).format(at.atZone(zone));
    }

    private static @Nullable String dayOrNull(@Nullable Instant at, ZoneId zone, Locale locale) {
        return at == null ? null : day(at, zone, locale);
    }
}
