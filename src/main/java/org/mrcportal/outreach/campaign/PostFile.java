package org.mrcportal.outreach.campaign;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Rows as a file that a spreadsheet opens without running a formula or making a number of a telephone or a long id. */
final class PostFile {

    private static final Pattern RUN_OR_REWRITTEN = Pattern.compile("(?s)[=+\\-@\\t\\r\\n].*|\\d{7,}");

    private PostFile() {}

    /** RFC 4180, UTF-8 with a byte order mark. */
    static String csv(PostExport.Rows rows) {
        StringWriter text = new StringWriter();
        text.write('\uFEFF');
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(rows.headings());
            for (List<@Nullable Object> row : rows.rows()) {
                csv.writeRecord(row.stream().map(PostFile::plain).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String plain(@Nullable Object cell) {
        return cell == null ? "" : cell instanceof String text ? safe(text) : cell.toString();
    }

    /** A leading apostrophe makes text of what would else be run or rewritten. */
    static String safe(String text) {
        return RUN_OR_REWRITTEN.matcher(text).matches() ? "'" + text : text;
    }

    /** Texts are cells of text there, so nothing in them is run. */
    static byte[] xlsx(PostExport.Rows rows, String sheet) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(file, "MRC portal", "1.0")) {
            Worksheet page = workbook.newWorksheet(sheet);
            for (int column = 0; column < rows.headings().size(); column++) {
                page.value(0, column, rows.headings().get(column));
                page.style(0, column).bold().set();
            }
            for (int line = 0; line < rows.rows().size(); line++) {
                write(page, line + 1, rows.rows().get(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static void write(Worksheet page, int line, List<@Nullable Object> cells) {
        for (int column = 0; column < cells.size(); column++) {
            switch (cells.get(column)) {
                case null -> {}
                case Number number -> page.value(line, column, number);
                case LocalDate day -> {
                    page.value(line, column, day);
                    page.style(line, column).format("yyyy-mm-dd").set();
                }
                case Object text -> page.value(line, column, text.toString());
            }
        }
    }
}
