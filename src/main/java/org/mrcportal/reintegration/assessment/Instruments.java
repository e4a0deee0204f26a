package org.mrcportal.reintegration.assessment;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The instruments there are. Only migrations bring new ones, so they are read once. */
@Component
class Instruments {

    private static final TypeReference<Map<String, String>> WORDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private @Nullable Map<Key, Dated> known;

    Instruments(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Key(String code, int version) {}

    /** A part of an instrument: a section, or a question by its number. */
    private record Part(Key of, String part) {}

    private record Dated(Instrument instrument, LocalDate since) {}

    /** @throws NotFound where there is no such version */
    Instrument get(String code, int version) {
        Dated found = all().get(new Key(code, version));
        if (found == null) {
            found = again().get(new Key(code, version));
        }
        if (found == null) {
            throw new NotFound(code + " " + version);
        }
        return found.instrument();
    }

    /** The version new assessments use that day; each instrument once, the scored one first. */
    List<Instrument> offered(LocalDate day) {
        Map<String, Instrument> newest = new LinkedHashMap<>();
        all().values().stream()
                .filter(d -> !d.since().isAfter(day))
                .map(Dated::instrument)
                .sorted(Comparator.comparing(Instrument::scored)
                        .reversed()
                        .thenComparing(Instrument::code, Comparator.reverseOrder())
                        .thenComparing(Instrument::version))
                .forEach(i -> newest.put(i.code(), i));
        return List.copyOf(newest.values());
    }

    private synchronized Map<Key, Dated> all() {
        Map<Key, Dated> read = known;
        if (read == null) {
            read = read();
            known = read;
        }
        return read;
    }

    /** Another node may have brought a new version. */
    private synchronized Map<Key, Dated> again() {
        known = null;
        return all();
    }

    private Map<Key, Dated> read() {
        Map<Part, List<Instrument.Option>> options = new HashMap<>();
        jdbc.sql("""
                        select instrument, version, number, code, worth, not_applicable, help, words::text
                        from reintegration.question_option order by instrument, version, number, position
                        """)
                .query((row, i) -> of(options, row, row.getString("number"))
                        .add(new Instrument.Option(
                                row.getString("code"),
                                row.getBigDecimal("worth"),
                                row.getBoolean("not_applicable"),
                                row.getString("help"),
                                words(row))))
                .list();
        Map<Part, List<Instrument.Question>> questions = new HashMap<>();
        jdbc.sql("""
                        select instrument, version, number, section, multiple, scored, weight, words::text
                        from reintegration.question order by instrument, version, number
                        """)
                .query((row, i) -> of(questions, row, row.getString("section"))
                        .add(new Instrument.Question(
                                row.getInt("number"),
                                row.getBoolean("multiple"),
                                row.getBoolean("scored"),
                                row.getBigDecimal("weight"),
                                words(row),
                                of(options, row, row.getString("number")))))
                .list();
        Map<Part, List<Instrument.Section>> sections = new HashMap<>();
        jdbc.sql("""
                        select instrument, version, code, words::text
                        from reintegration.instrument_section order by instrument, version, position
                        """)
                .query((row, i) -> of(sections, row, "")
                        .add(new Instrument.Section(
                                row.getString("code"), words(row), of(questions, row, row.getString("code")))))
                .list();
        Map<Key, Dated> all = new LinkedHashMap<>();
        jdbc.sql("""
                        select code as instrument, version, since, scored, provisional, completeness, high_below, low_above,
                               words::text
                        from reintegration.instrument order by code, version
                        """)
                .query((row, i) -> all.put(
                        key(row),
                        new Dated(instrument(row, of(sections, row, "")), row.getObject("since", LocalDate.class))))
                .list();
        return all;
    }

    private Instrument instrument(ResultSet row, List<Instrument.Section> sections) throws SQLException {
        BigDecimal completeness = row.getBigDecimal("completeness");
        return new Instrument(
                row.getString("instrument"),
                row.getInt("version"),
                row.getBoolean("scored"),
                row.getBoolean("provisional"),
                completeness,
                new Bands(row.getBigDecimal("high_below"), row.getBigDecimal("low_above")),
                words(row),
                List.copyOf(sections));
    }

    private static <T> List<T> of(Map<Part, List<T>> parts, ResultSet row, String part) throws SQLException {
        return parts.computeIfAbsent(new Part(key(row), part), p -> new ArrayList<>());
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(row.getString("instrument"), row.getInt("version"));
    }

    private Map<String, String> words(ResultSet row) throws SQLException {
        return json.readValue(row.getString("words"), WORDS);
    }
}
