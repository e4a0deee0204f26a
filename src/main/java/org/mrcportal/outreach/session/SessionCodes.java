package org.mrcportal.outreach.session;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.mrcportal.outreach.OutreachLabels;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The codes a session is planned in, and what a reader calls them. Rows that only a migration changes: read once. */
@Component
public class SessionCodes {

    private final Supplier<List<String>> topics;
    private final Supplier<List<String>> audiences;
    private final Supplier<List<Region>> regions;
    private final OutreachLabels labels;
    private final MessageSource messages;

    SessionCodes(JdbcClient jdbc, OutreachLabels labels, MessageSource messages) {
        topics = codes(jdbc, "select code from outreach.topic order by position");
        audiences = codes(jdbc, "select code from outreach.audience order by position");
        regions = SingletonSupplier.of(() -> jdbc.sql("select code, country from centres.region order by code")
                .query((row, number) -> new Region(row.getString("code"), row.getString("country")))
                .list());
        this.labels = labels;
        this.messages = messages;
    }

    private record Region(String code, String country) {}

    private static Supplier<List<String>> codes(JdbcClient jdbc, String select) {
        return SingletonSupplier.of(() -> jdbc.sql(select).query(String.class).list());
    }

    public List<String> topics() {
        return topics.get();
    }

    public List<String> audiences() {
        return audiences.get();
    }

    /** ISO 3166-2 codes of a country's regions. */
    public List<String> regions(String country) {
        return regions.get().stream()
                .filter(region -> region.country().equals(country))
                .map(Region::code)
                .toList();
    }

    public List<Choice> topicChoices(Locale locale) {
        return choices(topics(), code -> labels.topic(code, locale));
    }

    public List<Choice> audienceChoices(Locale locale) {
        return choices(audiences(), code -> labels.audience(code, locale));
    }

    public List<Choice> regionChoices(String country, Locale locale) {
        return choices(regions(country), code -> messages.getMessage("centres.region." + code, null, locale));
    }

    public List<Choice> languageChoices(Locale locale) {
        return Arrays.stream(Language.values())
                .map(language -> Choice.of(language.code(), language.nameIn(locale)))
                .toList();
    }

    private static List<Choice> choices(List<String> codes, Function<String, String> label) {
        return codes.stream().map(code -> Choice.of(code, label.apply(code))).toList();
    }
}
