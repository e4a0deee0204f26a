package org.mrcportal.counselling.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.shared.Choice;

/**
 * A day or a week of a centre.
 *
 * @param choices the reader's centres
 * @param view what is shown
 * @param first the day, or the Monday of the week
 * @param title in words
 * @param counsellor whose calendar it is; null: everybody's
 * @param counsellors all there are
 * @param times of the grid's steps
 * @param columns one for each counsellor of a day, each day of a counsellor's week, or each of both
 */
record CalendarPage(
        CentreCard centre,
        List<CentreCard> choices,
        View view,
        LocalDate first,
        LocalDate today,
        String title,
        @Nullable UUID counsellor,
        List<Choice> counsellors,
        List<String> times,
        List<Column> columns) {

    /** How much of the calendar is shown. */
    enum View {
        DAY,
        WEEK;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static View of(@Nullable String text) {
            return "week".equals(text) ? WEEK : DAY;
        }
    }

    /** A line of the table. */
    record Row(String time, List<Placed> cells) {}

    /** A cell, and whose day it belongs to. */
    record Placed(Column column, Column.Cell cell) {}

    /** Everybody's week is a table of counsellors and days; all else is one of hours. */
    public boolean overview() {
        return view == View.WEEK && counsellor == null;
    }

    public LocalDate before() {
        return view == View.WEEK ? first.minusWeeks(1) : first.minusDays(1);
    }

    public LocalDate after() {
        return view == View.WEEK ? first.plusWeeks(1) : first.plusDays(1);
    }

    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int step = 0; step < times.size(); step++) {
            int number = step;
            rows.add(new Row(
                    times.get(step),
                    columns.stream()
                            .flatMap(column -> Stream.ofNullable(column.at(number))
                                    .map(cell -> new Placed(column, Objects.requireNonNull(cell))))
                            .toList()));
        }
        return rows;
    }

    /** The columns of each counsellor. */
    public Map<UUID, List<Column>> byCounsellor() {
        Map<UUID, List<Column>> found = new LinkedHashMap<>();
        columns.forEach(column -> found.computeIfAbsent(column.counsellor(), id -> new ArrayList<>())
                .add(column));
        return found;
    }

    /** What stands over a column: the counsellor of a day, the day of a week. */
    public String heading(Column column) {
        return view == View.WEEK ? column.dayName() : column.name();
    }
}
