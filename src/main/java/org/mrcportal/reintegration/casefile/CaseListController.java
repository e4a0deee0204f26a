package org.mrcportal.reintegration.casefile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CountryName;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.shared.SafeCsv;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.UriComponentsBuilder;

/** The list of cases, and the same as a file. */
@StaffPage
class CaseListController {

    private final CaseList cases;
    private final MessageSource messages;

    CaseListController(CaseList cases, MessageSource messages) {
        this.cases = cases;
        this.messages = messages;
    }

    /** The filter as typed; what cannot be understood filters nothing. */
    record Filter(
            @Nullable String centre,
            @Nullable String which,
            @Nullable String state,
            @Nullable String after) {

        CaseList.Search search(StaffMember me) {
            return new CaseList.Search(
                    centre == null || centre.isBlank() ? null : centre,
                    CaseList.Which.of(which, me),
                    Arrays.stream(CaseState.values())
                            .filter(known -> known.name().equals(state))
                            .findFirst()
                            .orElse(null),
                    CaseList.Place.of(after).orElse(null));
        }
    }

    /** A way to look at the list. */
    record Tab(String label, String href, boolean current) {}

    @GetMapping("/staff/cases")
    String list(
            @ModelAttribute("filter") Filter filter,
            BindingResult ignored,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        CaseList.Search search = filter.search(me);
        CaseList.Lines list = cases.list(search, me, locale);
        model.addAttribute("list", list);
        model.addAttribute("search", search);
        model.addAttribute("states", Arrays.asList(CaseState.values()));
        model.addAttribute(
                "tabs",
                Arrays.stream(CaseList.Which.values())
                        .map(which -> new Tab(
                                "cases.list." + which,
                                address("/staff/cases", filter, which, null, null),
                                which == search.which()))
                        .toList());
        model.addAttribute(
                "older",
                list.next() == null
                        ? null
                        : address("/staff/cases", filter, search.which(), search.state(), list.next()));
        model.addAttribute("file", address("/staff/cases.csv", filter, search.which(), search.state(), null));
        return "reintegration/casefile/list";
    }

    @GetMapping("/staff/cases.csv")
    ResponseEntity<byte[]> file(
            @ModelAttribute("filter") Filter filter,
            BindingResult ignored,
            @AuthenticationPrincipal StaffMember me,
            Locale locale) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("reference", "client", "state", "since", "type", "household", "from", "owner", "due").stream()
                .map(column -> text("cases.column." + column, locale))
                .toList());
        cases.export(filter.search(me), me, locale)
                .forEach(line -> rows.add(List.of(
                        line.reference(),
                        line.code(),
                        text(line.state().label(), locale),
                        line.since().toString(),
                        text("cases.type." + line.caseType(), locale),
                        text(line.household() ? "cases.yes" : "cases.no", locale),
                        line.returnedFrom() == null ? "" : CountryName.of(line.returnedFrom(), locale),
                        Objects.requireNonNullElse(line.owner(), ""),
                        line.due() == null ? "" : line.due().toString())));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("cases.csv")
                                .build()
                                .toString())
                .body(SafeCsv.of(rows).getBytes(StandardCharsets.UTF_8));
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    private static String address(
            String path,
            Filter filter,
            CaseList.Which which,
            @Nullable CaseState state,
            CaseList.@Nullable Place after) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path).queryParam("which", which);
        if (filter.centre() != null && !filter.centre().isBlank()) {
            address.queryParam("centre", "{centre}");
        }
        if (state != null) {
            address.queryParam("state", state);
        }
        if (after != null) {
            address.queryParam("after", "{after}");
        }
        return address.encode()
                .buildAndExpand(java.util.Map.of(
                        "centre", Objects.requireNonNullElse(filter.centre(), ""), "after", String.valueOf(after)))
                .toUriString();
    }
}
