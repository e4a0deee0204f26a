package org.mrcportal.outreach.attendance;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.outreach.OutreachLabels;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.TicketAddress;
import org.mrcportal.outreach.Typed;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The table at the door of a session: who is expected, who has come, and how many there are by now. */
@StaffPage
@RequestMapping("/staff/sessions/{id}/attendance")
class AttendanceController {

    private static final String BACK = "redirect:/staff/sessions/{id}/attendance";

    private final Door door;
    private final Reopening reopening;
    private final OutreachLabels labels;

    AttendanceController(Door door, Reopening reopening, OutreachLabels labels) {
        this.door = door;
        this.reopening = reopening;
        this.labels = labels;
    }

    /**
     * A ticket that was scanned or typed.
     *
     * @param people how many came with it; empty: not asked yet
     */
    record TicketForm(@Nullable String ticket, @Nullable String people) {

        List<String> references() {
            return ticket == null ? List.of() : TicketAddress.meant(ticket);
        }

        /** Null: none was typed; 0: no number. */
        @Nullable
        Integer number() {
            String typed = people == null ? "" : people.strip();
            return typed.isEmpty() ? null : typed.matches("[0-9]{1,2}") ? Integer.valueOf(typed) : Integer.valueOf(0);
        }
    }

    /** Somebody without a ticket. */
    record NameForm(
            @Nullable String name,
            @Nullable String sex,
            @Nullable String band,
            @Nullable String once) {

        static NameForm blank() {
            return new NameForm(null, "UNKNOWN", "UNKNOWN", UUID.randomUUID().toString());
        }
    }

    /** @param more guests that are not shown */
    record Listed(List<Guest> guests, int more) {}

    @GetMapping
    String page(
            @PathVariable SessionId id,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String in,
            @RequestParam(required = false) @Nullable String again,
            @RequestParam(required = false) @Nullable String group,
            @AuthenticationPrincipal StaffMember me,
            Locale reader,
            Model model) {
        Door.View view =
                door.view(id, searched(q), Typed.uuid(in == null ? group : in).orElse(null), reader);
        Guest meant = view.meant();
        model.addAttribute("entered", in != null && meant != null && meant.in() ? meant : null);
        model.addAttribute("again", again != null);
        model.addAttribute("group", in == null && meant != null && !meant.in() ? meant : null);
        return page(view, q, me, reader, model);
    }

    private static String searched(@Nullable String q) {
        return q == null ? "" : q.strip();
    }

    @PostMapping("/tickets")
    String enter(
            @PathVariable SessionId id,
            @ModelAttribute("scan") TicketForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale reader,
            Model model,
            RedirectAttributes redirect) {
        return switch (door.enter(id, form.references(), form.number(), me, reader)) {
            case Door.Outcome.In entered -> {
                redirect.addAttribute("in", entered.checkIn());
                if (entered.again()) {
                    redirect.addAttribute("again", "");
                }
                yield BACK;
            }
            case Door.Outcome.HowMany group -> {
                redirect.addAttribute("group", group.registration());
                yield BACK;
            }
            case Door.Outcome.Refused refused -> {
                reject(form, refused, result);
                model.addAttribute("hasErrors", true);
                yield page(door.view(id, "", null, reader), null, me, reader, model);
            }
        };
    }

    /** The field itself stays empty for the next ticket, so the message says what was read. */
    static void reject(TicketForm form, Door.Outcome.Refused refused, BindingResult result) {
        List<String> references = form.references();
        if (references.isEmpty()) {
            result.rejectValue("ticket", "outreach.attendance.ticket.unread");
        } else {
            result.rejectValue(
                    "ticket",
                    refused.key(),
                    Stream.concat(Stream.of(Reference.grouped(references.getFirst())), Stream.of(refused.with()))
                            .toArray(),
                    null);
        }
    }

    @PostMapping("/names")
    String enterByName(
            @PathVariable SessionId id,
            @ModelAttribute("walkIn") NameForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale reader,
            Model model,
            RedirectAttributes redirect) {
        PersonName name = name(form.name(), result);
        if (name == null) {
            model.addAttribute("hasErrors", true);
            return page(door.view(id, "", null, reader), null, me, reader, model);
        }
        redirect.addAttribute(
                "in", door.enterByName(id, name, bracket(form.sex(), form.band()), Once.required(form.once()), me));
        return BACK;
    }

    private static @Nullable PersonName name(@Nullable String typed, BindingResult result) {
        try {
            PersonName name = PersonName.orNull(typed);
            if (name == null) {
                result.rejectValue("name", "outreach.attendance.name.missing");
            }
            return name;
        } catch (IllegalArgumentException tooLong) {
            result.rejectValue("name", "outreach.attendance.name.long", new Object[] {PersonName.LONGEST}, null);
            return null;
        }
    }

    @PostMapping("/{checkIn}/about")
    String describe(
            @PathVariable SessionId id,
            @PathVariable UUID checkIn,
            @RequestParam(required = false) @Nullable String sex,
            @RequestParam(required = false) @Nullable String band,
            RedirectAttributes redirect) {
        door.describe(id, checkIn, bracket(sex, band));
        redirect.addFlashAttribute("notice", "outreach.attendance.described");
        return BACK;
    }

    @PostMapping("/{checkIn}/undo")
    String undo(@PathVariable SessionId id, @PathVariable UUID checkIn, RedirectAttributes redirect) {
        door.undo(id, checkIn);
        redirect.addFlashAttribute("notice", "outreach.attendance.undone");
        return BACK;
    }

    @PostMapping("/reopening")
    String reopen(
            @PathVariable SessionId id,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String once,
            @AuthenticationPrincipal StaffMember me,
            Locale reader,
            RedirectAttributes redirect) {
        if (!reopening.open(id, reason, once, me, reader)) {
            redirect.addFlashAttribute("notice", "outreach.attendance.reopening.why");
        }
        return BACK;
    }

    private String page(Door.View view, @Nullable String q, StaffMember me, Locale reader, Model model) {
        model.addAttribute("view", view);
        model.addAttribute("hall", view.hall());
        model.addAttribute("q", searched(q));
        model.addAttribute("list", listed(view, reader));
        model.addAttribute("words", new BracketWords(labels, reader));
        model.addAttribute("once", UUID.randomUUID());
        model.addAttribute("manages", me.is(Role.CENTRE_MANAGER));
        model.addAttribute("plans", me.is(Role.OUTREACH_OFFICER) || me.is(Role.CENTRE_MANAGER));
        model.addAttribute("reasons", Reopening.REASONS);
        if (!model.containsAttribute("scan")) {
            model.addAttribute("scan", new TicketForm(null, null));
        }
        if (!model.containsAttribute("walkIn")) {
            model.addAttribute("walkIn", NameForm.blank());
        }
        return "outreach/attendance/attendance";
    }

    /** Those who are still expected first, each part by name. */
    private static Listed listed(Door.View view, Locale reader) {
        Collator collator = Collator.getInstance(ULocale.forLocale(reader)).freeze();
        return new Listed(
                view.list().guests().stream()
                        .sorted(Comparator.comparing(Guest::in)
                                .thenComparing(guest -> guest.name() == null)
                                .thenComparing(
                                        guest -> Objects.requireNonNullElse(guest.name(), ""), collator::compare))
                        .toList(),
                view.more());
    }

    /** What no page of ours sends is not known. */
    private static Bracket bracket(@Nullable String sex, @Nullable String band) {
        return Bracket.of(sex + "-" + band).orElse(Bracket.UNKNOWN);
    }
}
