package org.mrcportal.reporting.dashboard;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** A table as a file: RFC 4180, UTF-8 with a byte order mark, and no cell that a spreadsheet would run. */
final class Csv {

    private static final String DANGEROUS = "=+-@\t\r";

    private Csv() {}

    static String of(Table table, String codeHeading, Period now, Period before) {
        StringWriter text = new StringWriter();
        text.write('\uFEFF');
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(heading(table, codeHeading, List.of(now, before)));
            for (Table.Row row : table.rows()) {
                List<String> cells = new ArrayList<>(List.of(safe(row.code()), safe(row.label())));
                row.cells().forEach(cell -> cells.add(safe(cell.plain())));
                csv.writeRecord(cells);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return text.toString();
    }

    private static List<String> heading(Table table, String codeHeading, List<Period> periods) {
        List<String> cells = new ArrayList<>(List.of(safe(codeHeading), safe(table.subject())));
        List<String> groups = table.groups().isEmpty()
                ? List.of("")
                : table.groups().stream().map(group -> group.label() + ": ").toList();
        for (String group : groups) {
            for (int i = 0; i < table.columns().size(); i++) {
                Period period = periods.get(i);
                cells.add(
                        safe("%s%s (%s – %s)".formatted(group, table.columns().get(i), period.first(), period.last())));
            }
        }
        return cells;
    }

    /** A leading apostrophe makes text of what would else be a formula; a telephone number stays one. */
    static String safe(String cell) {
        return cell.isEmpty() || DANGEROUS.indexOf(cell.charAt(0)) < 0 ? cell : "'" + cell;
    }
}
