package org.mrcportal.reporting.dashboard;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.mrcportal.shared.SafeCsv;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A table of the dashboard as a file. */
final class Csv {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private Csv() {}

    /** To be kept, named by what it holds and its days. */
    static ResponseEntity<String> file(Table table, String codeHeading, Period period) {
        String name = "%s_%s_%s.csv".formatted(table.name(), period.first(), period.last());
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(of(table, codeHeading, period, period.before()));
    }

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
                String column = group + table.columns().get(i);
                if (i < periods.size()) {
                    Period period = periods.get(i);
                    column += " (%s – %s)".formatted(period.first(), period.last());
                }
                cells.add(column);
            }
        }
        return cells;
    }
}
