package org.mrcportal.counselling.owndata;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.CountryName;
import org.mrcportal.clients.KeptOfPerson.Fact;
import org.mrcportal.clients.KeptOfPerson.Section;
import org.mrcportal.shared.Language;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes the copy of own data: as a page in the person's language, and as a file for whatever program reads it. */
@Component
class OwnDataCopy {

    private final MessageSource messages;
    private final JsonMapper json;
    private final Clock clock;

    OwnDataCopy(MessageSource messages, JsonMapper json, Clock clock) {
        this.messages = messages;
        this.json = json;
        this.clock = clock;
    }

    /** One kind of record, in the person's words. */
    record Part(String title, List<Shown> records) {}

    /**
     * One record.
     *
     * @param purpose of a consent that can be taken back; or null
     */
    record Shown(List<Line> lines, @Nullable String purpose) {}

    /** One thing known. */
    record Line(String label, String value) {}

    List<Part> shown(List<Section> sections, ZoneId zone, Locale locale) {
        return sections.stream()
                .map(section -> new Part(
                        text("own." + section.name(), locale),
                        section.entries().stream()
                                .map(entry -> new Shown(
                                        entry.facts().stream()
                                                .filter(fact -> fact.value() != null)
                                                .map(fact -> new Line(
                                                        text("own.fact." + fact.name(), locale),
                                                        value(fact, zone, locale)))
                                                .toList(),
                                        section.name().equals("consents") ? purpose(entry.facts()) : null))
                                .toList()))
                .toList();
    }

    String file(List<Section> sections) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("made", clock.instant().toString());
        for (Section section : sections) {
            file.put(
                    section.name(),
                    section.entries().stream()
                            .map(entry -> {
                                Map<String, Object> record = new LinkedHashMap<>();
                                entry.facts().stream()
                                        .filter(fact -> fact.value() != null)
                                        .forEach(fact -> record.put(fact.name(), plain(fact.value())));
                                return record;
                            })
                            .toList());
        }
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(file);
    }

    private static Object plain(@Nullable Object value) {
        return value instanceof Boolean || value instanceof Number ? value : String.valueOf(value);
    }

    /** Being served cannot be taken back here: a deletion does that. */
    private static @Nullable String purpose(List<Fact> consent) {
        boolean holds = consent.stream().noneMatch(fact -> fact.name().equals("withdrawn") && fact.value() != null);
        return holds
                ? consent.stream()
                        .filter(fact -> fact.name().equals("purpose"))
                        .map(fact -> String.valueOf(fact.value()))
                        .filter(purpose -> !purpose.equals("SERVICE"))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private String value(Fact fact, ZoneId zone, Locale locale) {
        Object value = Objects.requireNonNull(fact.value());
        String wording = fact.wording();
        if (wording != null) {
            return switch (wording) {
                case "centres.country." -> CountryName.of(value.toString(), locale);
                case "own.language." -> language(value.toString(), locale);
                default -> said(wording + value, locale);
            };
        }
        return switch (value) {
            case Instant at -> CentreTime.date(CentreTime.day(at, zone), locale) + ", " + CentreTime.time(at, zone);
            case LocalDate day -> CentreTime.date(day, locale);
            case Boolean yes -> text(yes ? "own.yes" : "own.no", locale);
            default -> value.toString();
        };
    }

    /** @param code ISO 639-1, perhaps with a script */
    private String language(String code, Locale locale) {
        return Language.ofCode(code.split("-")[0])
                .map(known -> known.nameIn(locale))
                .orElseGet(() -> text("own.other", locale));
    }

    /** A code without a text of its own is not shown to anybody. */
    private String said(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, text("own.other", locale), locale));
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
