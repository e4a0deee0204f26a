package org.mrcportal.shared;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;

/** Rows as a file: RFC 4180, UTF-8 with a byte order mark, and no cell that a spreadsheet would run. */
public final class SafeCsv {

    private static final String DANGEROUS = "=+-@\t\r";

    private static final Pattern TELEPHONE = Pattern.compile("\\+\\d{1,4}(?: \\d{1,6})+-\\d{1,6}");

    private SafeCsv() {}

    /** With the heading as its first record. */
    public static String of(List<List<String>> records) {
        StringWriter text = new StringWriter();
        text.write('\uFEFF');
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            records.forEach(
                    record -> csv.writeRecord(record.stream().map(SafeCsv::safe).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** A leading apostrophe makes text of what would else be a formula; a telephone number stays one. */
    public static String safe(String cell) {
        return cell.isEmpty()
                        || DANGEROUS.indexOf(cell.charAt(0)) < 0
                        || TELEPHONE.matcher(cell).matches()
                ? cell
                : "'" + cell;
    }

    /** A telephone number as no spreadsheet takes it for a sum or for one big number: {@code +998 71 200 00-00}. */
    public static String telephone(PhoneNumber number) {
        String grouped = number.readable().replace('-', ' ');
        int last = grouped.lastIndexOf(' ');
        return last < 0 ? grouped : grouped.substring(0, last) + "-" + grouped.substring(last + 1);
    }
}
