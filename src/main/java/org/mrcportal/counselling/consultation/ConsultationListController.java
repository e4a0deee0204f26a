package org.mrcportal.counselling.consultation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.counselling.consultation.ConsultationList.Lines;
import org.mrcportal.counselling.consultation.ConsultationList.Place;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.UriComponentsBuilder;

/** The list of consultations, newest first, with a filter. */
@StaffPage
class ConsultationListController {

    private final ConsultationList consultations;
    private final LogChoices choices;

    ConsultationListController(ConsultationList consultations, LogChoices choices) {
        this.consultations = consultations;
        this.choices = choices;
    }

    /** The filter as typed; what cannot be understood filters nothing. */
    record Filter(
            @Nullable String centre,
            @Nullable String from,
            @Nullable String to,
            @Nullable String mode,
            @Nullable String before,
            @Nullable String after) {

        String href(String direction, Place place) {
            UriComponentsBuilder address = UriComponentsBuilder.fromPath("/staff/consultations");
            add(address, "centre", centre);
            add(address, "from", from);
            add(address, "to", to);
            add(address, "mode", mode);
            return address.queryParam(direction, "{place}")
                    .encode()
                    .buildAndExpand(place.toString())
                    .toUriString();
        }

        private static void add(UriComponentsBuilder address, String name, @Nullable String value) {
            if (value != null && !value.isBlank()) {
                address.queryParam(name, value);
            }
        }
    }

    @GetMapping("/staff/consultations")
    String list(
            @ModelAttribute("filter") Filter filter,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        List<Choice> modes = choices.modes(locale);
        String mode = modes.stream()
                .map(Choice::value)
                .filter(code -> code.equals(filter.mode()))
                .findFirst()
                .orElse(null);
        Lines lines = consultations.list(
                new ConsultationList.Search(
                        filter.centre() == null || filter.centre().isBlank() ? null : filter.centre(),
                        date(filter.from()),
                        date(filter.to()),
                        mode,
                        Place.of(filter.before()).orElse(null),
                        Place.of(filter.after()).orElse(null)),
                me,
                locale);
        model.addAttribute("list", lines);
        model.addAttribute("modes", modes);
        model.addAttribute("mode", mode);
        model.addAttribute("newer", lines.newer() == null ? null : filter.href("after", lines.newer()));
        model.addAttribute("older", lines.older() == null ? null : filter.href("before", lines.older()));
        return "counselling/consultation/list";
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        try {
            return text == null || !text.matches("20\\d{2}-\\d{2}-\\d{2}") ? null : LocalDate.parse(text);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
