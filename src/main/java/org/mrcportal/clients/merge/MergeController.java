package org.mrcportal.clients.merge;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.clients.ClientId;
import org.mrcportal.shared.Language;
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

/** The page that compares two records of one person and makes one of them. */
@StaffPage
@RequestMapping("/staff/clients/{client}/merge")
class MergeController {

    private final MergeDesk desk;
    private final MergeUndo undo;
    private final MessageSource messages;

    MergeController(MergeDesk desk, MergeUndo undo, MessageSource messages) {
        this.desk = desk;
        this.undo = undo;
        this.messages = messages;
    }

    /** A line of the comparison in the reader's words; null: not said. */
    record Row(
            String field,
            String label,
            @Nullable String kept,
            @Nullable String gone,
            boolean differs,
            boolean taken) {}

    /** A kind of what changes hands, in words. */
    record Moves(String text) {}

    /** A merge that happened, in the reader's words. */
    record Earlier(UUID id, String code, String when, String who, boolean undone, boolean canBeUndone) {}

    @GetMapping
    String show(
            @PathVariable ClientId client, @RequestParam(defaultValue = "") String with, Locale locale, Model model) {
        if (!with.isBlank()) {
            try {
                return comparison(desk.compare(client, with.strip()), Set.of(), locale, model);
            } catch (MergeRefused refused) {
                model.addAttribute("problem", refused.reason());
                model.addAttribute("with", with);
            }
        }
        return start(client, locale, model);
    }

    @PostMapping
    String merge(
            @PathVariable ClientId client,
            @RequestParam(defaultValue = "") String with,
            @RequestParam(required = false) @Nullable List<String> theirs,
            @RequestParam(defaultValue = "") String state,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        Set<Field> chosen = chosen(theirs);
        try {
            desk.merge(client, desk.compare(client, with.strip()).gone().id(), chosen, state, me.id());
            redirect.addFlashAttribute("notice", "clients.merge.done");
            return "redirect:/staff/clients/{client}";
        } catch (MergeRefused refused) {
            model.addAttribute("problem", refused.reason());
            model.addAttribute("with", with);
            return refused.reason().equals("clients.merge.changed")
                    ? show(client, with, locale, model)
                    : start(client, locale, model);
        }
    }

    @PostMapping("/{merge}/undo")
    String undo(
            @PathVariable ClientId client,
            @PathVariable UUID merge,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        try {
            redirect.addFlashAttribute(
                    "notice",
                    undo.undo(client, merge, me.id()) ? "clients.merge.undone-stays" : "clients.merge.undone");
        } catch (MergeRefused refused) {
            redirect.addFlashAttribute("notice", refused.reason());
        }
        return "redirect:/staff/clients/{client}/merge";
    }

    /** A record that has become part of another one is not merged again: its page leads to that one. */
    private String start(ClientId client, Locale locale, Model model) {
        MergeDesk.Start start;
        try {
            start = desk.start(client);
        } catch (MergeRefused merged) {
            return "redirect:/staff/clients/{client}";
        }
        model.addAttribute("client", client);
        model.addAttribute("code", start.kept().code());
        model.addAttribute("alike", start.alike());
        model.addAttribute(
                "earlier",
                start.done().stream()
                        .map(done -> new Earlier(
                                done.id(),
                                done.goneCode(),
                                DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", locale)
                                        .format(done.at().atZone(ZoneId.of(done.zone()))),
                                done.by(),
                                done.undone(),
                                done.canBeUndone()))
                        .toList());
        model.addAttribute("back", "/staff/clients/" + client);
        return "clients/merge/start";
    }

    private String comparison(Comparison comparison, Set<Field> chosen, Locale locale, Model model) {
        Set<Field> taken = comparison.taken(chosen);
        model.addAttribute("kept", comparison.kept());
        model.addAttribute("gone", comparison.gone());
        model.addAttribute("state", comparison.state());
        model.addAttribute(
                "rows",
                comparison.lines().stream()
                        .map(line -> new Row(
                                line.field().name(),
                                text("clients.merge.field." + line.field(), locale),
                                words(line.field(), line.kept(), locale),
                                words(line.field(), line.gone(), locale),
                                line.differs(),
                                taken.contains(line.field())))
                        .toList());
        model.addAttribute(
                "moves",
                comparison.moves().entrySet().stream()
                        .map(kind -> new Moves(messages.getMessage(
                                "clients.merge.what." + kind.getKey(), new Object[] {kind.getValue()}, locale)))
                        .toList());
        model.addAttribute("back", "/staff/clients/" + comparison.kept().id() + "/merge");
        return "clients/merge/compare";
    }

    private @Nullable String words(Field field, Object value, Locale locale) {
        if (value.equals("")) {
            return null;
        }
        return switch (field) {
            case NAME, PHONE, EMAIL -> value.toString();
            case SAFE_CONTACT -> safe((Side.SafeContact) value, locale);
            case LANGUAGE ->
                Language.ofCode(value.toString())
                        .map(known -> known.nameIn(locale))
                        .orElse(value.toString());
            case SEX -> text("sex." + value, locale);
            case AGE_GROUP -> text("age-group." + value, locale);
            case REGION -> text("centres.region." + value, locale);
            case MIGRATION_STATUS -> text("migration-status." + value, locale);
        };
    }

    private String safe(Side.SafeContact contact, Locale locale) {
        String flags = text(contact.mayCall() ? "clients.file.may-call" : "clients.file.no-calls", locale) + "; "
                + text(contact.mayMessage() ? "clients.file.may-message" : "clients.file.no-messages", locale);
        return Stream.of(
                        flags,
                        contact.hours() == null
                                ? null
                                : contact.hours().from() + "–" + contact.hours().until(),
                        contact.codeWord(),
                        contact.note())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("; "));
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    private static Set<Field> chosen(@Nullable List<String> theirs) {
        EnumSet<Field> chosen = EnumSet.noneOf(Field.class);
        Arrays.stream(Field.values())
                .filter(field -> theirs != null && theirs.contains(field.name()))
                .forEach(chosen::add);
        return chosen;
    }
}
