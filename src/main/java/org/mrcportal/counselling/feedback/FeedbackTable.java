package org.mrcportal.counselling.feedback;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Lays figures out; the page and the file take them from here, so that they cannot differ. */
@Component
class FeedbackTable {

    private final MessageSource messages;

    FeedbackTable(MessageSource messages) {
        this.messages = messages;
    }

    /** One line, ready to be read: answers, a mean a question, who would recommend, who was asked for money. */
    record Row(String code, String label, List<String> cells) {}

    List<Row> rows(List<FeedbackDesk.Line> lines, boolean outside, Locale locale) {
        return rows(lines, outside, locale, locale);
    }

    private List<Row> rows(List<FeedbackDesk.Line> lines, boolean outside, Locale locale, Locale numbers) {
        return lines.stream()
                .map(line -> new Row(line.code(), line.label(), cells(line.tally(), outside, locale, numbers)))
                .toList();
    }

    List<String> headings(Locale locale) {
        return Stream.concat(
                        Stream.concat(Stream.of("answers"), FeedbackForm.QUESTIONS.stream()),
                        Stream.of("recommending", "money"))
                .map(column -> say("counselling.feedback.column." + column, locale))
                .toList();
    }

    List<String> cells(Tally tally, boolean outside, Locale locale) {
        return cells(tally, outside, locale, locale);
    }

    private List<String> cells(Tally tally, boolean outside, Locale locale, Locale numbers) {
        if (tally.answers() == 0) {
            return List.of("0", "–", "–", "–", "–", "–", "–");
        }
        if (outside && tally.isFew()) {
            String few = say("counselling.feedback.few", locale);
            return List.of(few, few, few, few, few, few, few);
        }
        List<String> cells = new ArrayList<>();
        cells.add(String.valueOf(tally.answers()));
        for (int i = 0; i < FeedbackForm.QUESTIONS.size(); i++) {
            cells.add(String.format(numbers, "%.1f", tally.mean(i)));
        }
        cells.add(share(tally, tally.recommending(), outside && tally.hidesRecommending(), locale, numbers));
        cells.add(share(tally, tally.money(), outside && tally.hidesMoney(), locale, numbers));
        return cells;
    }

    private String share(Tally tally, long part, boolean hidden, Locale locale, Locale numbers) {
        return hidden
                ? say("counselling.feedback.few", locale)
                : String.format(numbers, "%d (%.0f %%)", part, 100.0 * part / tally.answers());
    }

    /** With a byte order mark and a decimal point, for spreadsheets; no cell is typed by anybody. */
    String csv(FeedbackDesk.Year year, Locale locale) {
        StringWriter text = new StringWriter();
        text.write('\uFEFF');
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(Stream.concat(
                            Stream.of(
                                    say("counselling.feedback.month", locale),
                                    year.centre().code()),
                            headings(locale).stream())
                    .toList());
            for (Row row : rows(year.months(), year.outside(), locale, Locale.ROOT)) {
                csv.writeRecord(Stream.concat(Stream.of(row.code(), row.label()), row.cells().stream())
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
