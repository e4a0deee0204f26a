package org.mrcportal.outreach.reachimport;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.Measure;
import org.mrcportal.outreach.PostLink;
import org.mrcportal.outreach.WrittenDay;
import org.mrcportal.shared.WrittenFigure;

/** Makes figures of a row's cells, by what its columns are. */
final class RowReader {

    private static final int LONGEST_ID = 200;
    private static final int LONGEST_TITLE = 160;

    private final ColumnMatch match;
    private final LocalDate today;

    RowReader(ColumnMatch match, LocalDate today) {
        this.match = match;
        this.today = today;
    }

    /** Why a row is refused; its label is {@code outreach.import.problem.<problem>}. */
    enum Problem {
        NO_POST,
        ID_LONG,
        LINK,
        NUMBER,
        SUM,
        CURRENCY,
        DAY,
        DAY_LATER,
        NOTHING
    }

    /** @param column from 0; null: the whole row */
    static final class Refused extends Exception {

        private final Problem problem;
        private final @Nullable Integer column;

        Refused(Problem problem, @Nullable Integer column) {
            super(problem.name());
            this.problem = problem;
            this.column = column;
        }

        Problem problem() {
            return problem;
        }

        @Nullable
        Integer column() {
            return column;
        }
    }

    /** @param postedOn null: the row does not say it, which is no harm where the post is known */
    record Read(
            @Nullable String code,
            @Nullable String externalId,
            @Nullable PostLink link,
            @Nullable String title,
            @Nullable LocalDate postedOn,
            LocalDate takenOn,
            Map<Measure, Long> figures,
            @Nullable BigDecimal spend,
            @Nullable String currency) {}

    Read read(List<String> cells) throws Refused {
        String code = text(cells, Field.CODE);
        String externalId = text(cells, Field.EXTERNAL_ID);
        if (externalId != null && externalId.length() > LONGEST_ID) {
            throw refused(Problem.ID_LONG, Field.EXTERNAL_ID);
        }
        PostLink link = link(cells);
        if (code == null && externalId == null && link == null) {
            throw new Refused(Problem.NO_POST, null);
        }
        LocalDate takenOn = day(cells, Field.TAKEN_ON);
        if (takenOn == null) {
            takenOn = match.takenOn();
        }
        if (takenOn == null) {
            throw refused(Problem.DAY, Field.TAKEN_ON);
        }
        Map<Measure, Long> figures = figures(cells);
        BigDecimal spend = spend(cells);
        if (figures.isEmpty() && spend == null) {
            throw new Refused(Problem.NOTHING, null);
        }
        String title = text(cells, Field.TITLE);
        return new Read(
                code,
                externalId,
                link,
                title == null ? null : beginning(title),
                day(cells, Field.POSTED_ON),
                takenOn,
                figures,
                spend,
                spend == null ? null : currency(cells));
    }

    private @Nullable PostLink link(List<String> cells) throws Refused {
        String written = text(cells, Field.LINK);
        if (written == null) {
            return null;
        }
        Optional<PostLink> link = PostLink.typed(written);
        if (link.isEmpty()) {
            throw refused(Problem.LINK, Field.LINK);
        }
        return link.get();
    }

    private Map<Measure, Long> figures(List<String> cells) throws Refused {
        Map<Measure, Long> figures = new EnumMap<>(Measure.class);
        for (Field field : Field.values()) {
            Optional<Measure> measure = field.measure();
            String written = measure.isEmpty() ? null : text(cells, field);
            if (written != null) {
                figures.put(
                        measure.get(), WrittenFigure.count(written).orElseThrow(() -> refused(Problem.NUMBER, field)));
            }
        }
        return figures;
    }

    private @Nullable BigDecimal spend(List<String> cells) throws Refused {
        String written = text(cells, Field.SPEND);
        if (written == null) {
            return null;
        }
        return WrittenFigure.sum(written).orElseThrow(() -> refused(Problem.SUM, Field.SPEND));
    }

    private String currency(List<String> cells) throws Refused {
        String written = text(cells, Field.CURRENCY);
        String currency = written == null ? match.currency() : written.toUpperCase(java.util.Locale.ROOT);
        if (currency == null || !currency.matches("[A-Z]{3}")) {
            throw refused(Problem.CURRENCY, written == null ? Field.SPEND : Field.CURRENCY);
        }
        return currency;
    }

    private @Nullable LocalDate day(List<String> cells, Field field) throws Refused {
        String written = text(cells, field);
        if (written == null) {
            return null;
        }
        LocalDate day = WrittenDay.read(written, match.dayFirst()).orElseThrow(() -> refused(Problem.DAY, field));
        if (day.isAfter(today)) {
            throw refused(Problem.DAY_LATER, field);
        }
        return day;
    }

    private Refused refused(Problem problem, Field field) {
        return new Refused(problem, match.column(field).orElse(null));
    }

    private @Nullable String text(List<String> cells, Field field) {
        return match.column(field)
                .filter(column -> column < cells.size())
                .map(cells::get)
                .filter(cell -> !WrittenFigure.isNone(cell))
                .map(String::strip)
                .orElse(null);
    }

    private static String beginning(String title) {
        String line = title.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_TITLE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_TITLE / 2)) + "…";
    }
}
