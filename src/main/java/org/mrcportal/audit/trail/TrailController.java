package org.mrcportal.audit.trail;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.UriComponentsBuilder;

/** The audit trail as a page with filters and as a file. */
@StaffPage
@RequestMapping("/admin/trail")
class TrailController {

    /** What modules put on record; an action not named here is shown by its code. */
    private static final List<String> ACTIONS = List.of(
            "SIGNED_IN",
            "SIGNED_OUT",
            "SIGN_IN_FAILED",
            "SIGN_IN_LOCKED",
            "REFUSED",
            "IDENTITY_READ",
            "IDENTITY_LISTED",
            "IDENTITY_USED",
            "IDENTITY_CHANGED",
            "CLIENT_REGISTERED",
            "APPOINTMENT_BOOKED",
            "APPOINTMENT_MOVED",
            "APPOINTMENT_CANCELLED",
            "APPOINTMENT_ARRIVED",
            "APPOINTMENT_IN_SESSION",
            "APPOINTMENT_COMPLETED",
            "APPOINTMENT_NO_SHOW",
            "WALK_IN_WAITING",
            "WALK_IN_IN_SESSION",
            "WALK_IN_COMPLETED",
            "WALK_IN_LEFT",
            "TICKET_CALLED",
            "TICKET_HELD",
            "TICKET_BACK",
            "TICKET_LEFT",
            "QUEUE_RULES_CHANGED",
            "SCREEN_ADDRESS_MADE",
            "SCREEN_ADDRESS_REVOKED",
            "CALENDAR_FEED_MADE",
            "CALENDAR_FEED_REVOKED",
            "CALENDAR_RULES_CHANGED",
            "CLIENTS_SEARCHED",
            "CONSENT_GIVEN",
            "CONSENT_WITHDRAWN",
            "CONSULTATION_LOGGED",
            "CONSULTATION_READ",
            "CONSULTATION_CORRECTED",
            "ACCOUNT_CREATED",
            "ACCOUNT_CLOSED",
            "ACCOUNT_OPENED",
            "PASSWORD_RESET",
            "MESSAGE_RETRIED",
            "TRAIL_EXPORTED");

    private final TrailReading trail;
    private final MessageSource messages;

    TrailController(TrailReading trail, MessageSource messages) {
        this.trail = trail;
        this.messages = messages;
    }

    /** What the filter's form submits. Anything that means nothing filters nothing. */
    record TrailForm(
            @Nullable String day,
            @Nullable String action,
            @Nullable String centre,
            @Nullable String subject,
            @Nullable String before) {

        TrailFilter filter(List<CentreCard> centres, ZoneId zone) {
            return TrailFilter.of(date(), zone, action, centreId(centres), subject, TrailFilter.Position.of(before));
        }

        private @Nullable LocalDate date() {
            try {
                return day == null || day.isBlank() ? null : LocalDate.parse(day.strip());
            } catch (DateTimeException e) {
                return null;
            }
        }

        private @Nullable UUID centreId(List<CentreCard> centres) {
            return chosen(centres).map(card -> card.id().id()).orElse(null);
        }

        Optional<CentreCard> chosen(List<CentreCard> centres) {
            return centres.stream().filter(card -> card.code().equals(centre)).findFirst();
        }

        /** The same filter further down. */
        String older(TrailFilter.Position last) {
            return address("/admin/trail").queryParam("before", last).encode().toUriString();
        }

        UriComponentsBuilder address(String path) {
            UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
            add(address, "day", day);
            add(address, "action", action);
            add(address, "centre", centre);
            add(address, "subject", subject);
            return address;
        }

        private static void add(UriComponentsBuilder address, String name, @Nullable String value) {
            if (value != null && !value.isBlank()) {
                address.queryParam(name, value.replace("{", "").replace("}", ""));
            }
        }
    }

    /** A line of the page. */
    record Line(
            String at,
            String who,
            String what,
            @Nullable String centre,
            @Nullable String subject,
            @Nullable String detail) {}

    @GetMapping
    String page(@ModelAttribute("trail") TrailForm form, Locale locale, Model model) {
        List<CentreCard> centres = trail.centres(Language.of(locale));
        ZoneId zone = zone(form, centres);
        TrailReading.Page page = trail.page(form.filter(centres, zone));
        model.addAttribute(
                "lines",
                page.entries().stream().map(entry -> line(entry, zone, locale)).toList());
        model.addAttribute("zone", CentreTime.zoneName(zone, locale));
        model.addAttribute("actions", actions(locale));
        model.addAttribute("centres", choices(centres));
        model.addAttribute(
                "older", page.older() ? form.older(page.entries().getLast().position()) : null);
        model.addAttribute(
                "newest",
                form.before() == null || form.before().isBlank()
                        ? null
                        : form.address("/admin/trail").encode().toUriString());
        model.addAttribute(
                "csv", form.address("/admin/trail/entries.csv").encode().toUriString());
        return "audit/trail/trail";
    }

    @GetMapping("/entries.csv")
    void csv(@ModelAttribute("trail") TrailForm form, Locale locale, HttpServletResponse response) throws IOException {
        List<CentreCard> centres = trail.centres(Language.of(locale));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"trail.csv\"");
        var out = response.getOutputStream();
        CsvWriter csv = CsvWriter.builder().build(out, StandardCharsets.UTF_8);
        csv.writeRecord("at", "actor", "action", "centre", "subject", "detail");
        trail.export(
                form.filter(centres, zone(form, centres)),
                entry -> csv.writeRecord(
                        entry.at().toString(),
                        plain(entry.actor()),
                        entry.action(),
                        plain(entry.centre()),
                        plain(entry.subject()),
                        plain(entry.detail())));
        csv.flush();
    }

    /** No cell begins like a formula. */
    private static String plain(@Nullable String text) {
        return text == null ? "" : text.matches("(?s)[=+@\\-\\t\\r].*") ? "'" + text : text;
    }

    private static ZoneId zone(TrailForm form, List<CentreCard> centres) {
        return form.chosen(centres)
                .or(() -> centres.stream().findFirst())
                .map(CentreCard::zone)
                .orElse(ZoneOffset.UTC);
    }

    private Line line(TrailEntry entry, ZoneId zone, Locale locale) {
        return new Line(
                CentreTime.date(CentreTime.day(entry.at(), zone), locale) + ", " + CentreTime.time(entry.at(), zone),
                entry.actor(),
                label(entry.action(), locale),
                entry.centre(),
                entry.subject(),
                entry.detail());
    }

    private String label(String action, Locale locale) {
        String text = messages.getMessage("audit.action." + action, null, action, locale);
        return text == null ? action : text;
    }

    private List<Choice> actions(Locale locale) {
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.of("", messages.getMessage("audit.trail.every-action", null, locale)));
        ACTIONS.forEach(action -> choices.add(Choice.of(action, label(action, locale))));
        return choices;
    }

    private static List<Choice> choices(List<CentreCard> centres) {
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.of("", "–"));
        centres.forEach(card -> choices.add(Choice.of(card.code(), card.name())));
        return choices;
    }
}
