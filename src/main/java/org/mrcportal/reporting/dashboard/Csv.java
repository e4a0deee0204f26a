package org.mrcportal.reporting.dashboard;

import java.util.ArrayList;
import java.util.List;
import org.mrcportal.shared.SafeCsv;

/** A table of the dashboard as a file. */
final class Csv {

    private Csv() {}

    static String of(Table table, String codeHeading, Period now, Period before) {
        List<List<String>> records = new ArrayList<>();
        records.add(heading(table, codeHeading, List.of(now, before)));
        for (Table.Row row : table.rows()) {
            List<String> cells = new ArrayList<>(List.of(row.code(), row.label()));
            row.cells().forEach(cell -> cells.add(cell.plain()));
            records.add(cells);
        }
        return SafeCsv.of(records);
    }

    private static List<String> heading(Table table, String codeHeading, List<Period> periods) {
        List<String> cells = new ArrayList<>(List.of(codeHeading, table.subject()));
        List<String> groups = table.groups().isEmpty()
                ? List.of("")
                : table.groups().stream().map(group -> group.label() + ": ").toList();
        for (String group : groups) {
            for (int i = 0; i < table.columns().size(); i++) {
                Period period = periods.get(i);
                cells.add("%s%s (%s – %s)".formatted(group, table.columns().get(i), period.first(), period.last()));
            }
        }
        return cells;
    }
}
