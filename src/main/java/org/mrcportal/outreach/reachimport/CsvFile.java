package org.mrcportal.outreach.reachimport;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A table in text: comma, semicolon or tab between its cells; UTF-8, UTF-16 or windows-1251. */
final class CsvFile {

    private static final Charset CYRILLIC = Charset.forName("windows-1251");
    private static final int LOOKED_AT = 4096;
    private static final char MARK = '\uFEFF';

    private CsvFile() {}

    static void read(byte[] file, Consumer<Line> rows) {
        Charset charset = charset(file);
        String start = start(file, charset);
        if (start.indexOf('\u0000') >= 0) {
            throw new FileRefused(FileRefused.Reason.NOT_A_TABLE);
        }
        String first = start.replaceFirst("^" + MARK, "").lines().findFirst().orElse("");
        boolean named = first.matches("(?i)sep=.");
        char separator = named ? first.charAt(first.length() - 1) : separator(first);
        try (Reader text = new InputStreamReader(new ByteArrayInputStream(file), charset);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .fieldSeparator(separator)
                        .commentStrategy(CommentStrategy.NONE)
                        .skipEmptyLines(false)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .allowExtraCharsAfterClosingQuote(true)
                        .maxBufferSize(TableFile.LARGEST)
                        .ofCsvRecord(text)) {
            int number = 0;
            for (CsvRecord record : csv) {
                number++;
                if (!(named && number == 1)) {
                    rows.accept(line(number, record.getFields()));
                }
            }
        } catch (CsvParseException | UncheckedIOException | IOException broken) {
            throw new FileRefused(FileRefused.Reason.DAMAGED);
        }
    }

    private static Line line(int number, List<String> fields) {
        List<String> cells = new ArrayList<>(fields.size());
        Line.Flaw flaw = null;
        Integer column = null;
        for (int i = 0; i < fields.size(); i++) {
            String cell = fields.get(i);
            if (number == 1 && i == 0 && !cell.isEmpty() && cell.charAt(0) == MARK) {
                cell = cell.substring(1);
            }
            boolean tooLong = cell.length() > Line.LONGEST_CELL;
            cells.add(Cells.kept(cell));
            if (flaw == null && (tooLong || Cells.isFormula(cell))) {
                flaw = tooLong ? Line.Flaw.TOO_LONG : Line.Flaw.FORMULA;
                column = i;
            }
        }
        Cells.trim(cells);
        return new Line(number, cells, flaw, column);
    }

    private static char separator(String heading) {
        char best = ',';
        int most = 0;
        for (char one : new char[] {',', ';', '\t'}) {
            boolean quoted = false;
            int found = 0;
            for (int i = 0; i < heading.length(); i++) {
                if (heading.charAt(i) == '"') {
                    quoted = !quoted;
                } else if (!quoted && heading.charAt(i) == one) {
                    found++;
                }
            }
            if (found > most) {
                most = found;
                best = one;
            }
        }
        return best;
    }

    /** By the mark at its beginning, else by what its bytes can be. */
    private static Charset charset(byte[] file) {
        if (file.length >= 2 && (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        if (file.length >= 2 && (file[0] & 0xFF) == 0xFE && (file[1] & 0xFF) == 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        int odd = 0;
        int even = 0;
        int looked = Math.min(file.length, LOOKED_AT) & ~1;
        for (int i = 0; i < looked; i += 2) {
            even += file[i] == 0 ? 1 : 0;
            odd += file[i + 1] == 0 ? 1 : 0;
        }
        if (odd > looked / 8 && even == 0) {
            return StandardCharsets.UTF_16LE;
        }
        if (even > looked / 8 && odd == 0) {
            return StandardCharsets.UTF_16BE;
        }
        return isUtf8(file) ? StandardCharsets.UTF_8 : CYRILLIC;
    }

    private static boolean isUtf8(byte[] file) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(file);
        CharBuffer characters = CharBuffer.allocate(LOOKED_AT);
        while (true) {
            CoderResult result = decoder.decode(bytes, characters, true);
            if (result.isError()) {
                return false;
            }
            if (result.isUnderflow()) {
                return true;
            }
            characters.clear();
        }
    }

    private static String start(byte[] file, Charset charset) {
        return new String(file, 0, Math.min(file.length, 16 * LOOKED_AT), charset);
    }
}
