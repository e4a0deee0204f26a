package org.mrcportal.reintegration.casefile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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
            @Nullable String type,
            @Nullable String flag,
            @Nullable String worker,
            @Nullable String q,
            @Nullable String after) {

        CaseSearch search(StaffMember me) {
            return new CaseSearch(
                    typed(centre),
                    CaseSearch.Which.of(which, me),
                    Arrays.stream(CaseState.values())
                            .filter(known -> known.name().equals(state))
                            .findFirst()
                            .orElse(null),
                    known(CaseFile.TYPES, type),
                    known(CaseFile.FLAGS, flag),
                    id(worker),
                    typed(q),
                    CaseSearch.Place.of(after).orElse(null));
        }

        private static @Nullable String known(List<String> codes, @Nullable String typed) {
            return codes.stream().filter(code -> code.equals(typed)).findFirst().orElse(null);
        }

        private static @Nullable UUID id(@Nullable String typed) {
            try {
                return typed == null ? null : UUID.fromString(typed.strip());
            } catch (IllegalArgumentException forged) {
                return null;
            }
        }

        private static @Nullable String typed(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
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
        CaseSearch search = filter.search(me);
        CaseList.Lines list = cases.list(search, me, locale);
        model.addAttribute("list", list);
        model.addAttribute("search", search);
        model.addAttribute("states", Arrays.asList(CaseState.values()));
        model.addAttribute("types", CaseFile.TYPES);
        model.addAttribute("flags", CaseFile.FLAGS);
        model.addAttribute(
                "tabs",
                Arrays.stream(CaseSearch.Which.values())
                        .map(which -> new Tab(
                                "cases.list." + which,
                                address("/staff/cases", search.of(which)),
                                search.sought() == null && which == search.which()))
                        .toList());
        model.addAttribute("older", list.next() == null ? null : address("/staff/cases", search.after(list.next())));
        model.addAttribute("file", address("/staff/cases.csv", search.after(null)));
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

    private static String address(String path, CaseSearch search) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path).queryParam("which", search.which());
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("centre", search.centre());
        given.put("state", search.state());
        given.put("type", search.type());
        given.put("flag", search.flag());
        given.put("worker", search.worker());
        given.put("q", search.sought());
        given.put("after", search.after());
        given.values().removeIf(Objects::isNull);
        given.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(given).toUriString();
    }
}
