package org.mrcportal.outreach.reachimport;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The cells of one sheet, row by row. */
final class XlsxSheet {

    private static final int LAST_ROW = 1_048_576;
    private static final int LONGEST_NUMBER = 40;
    private static final int DAYS_TO_1904 = 1462;
    private static final LocalDate ZERO = LocalDate.of(1899, 12, 30);

    private final XMLStreamReader xml;
    private final List<String> texts;
    private final Set<Integer> tooLong;
    private final Set<Integer> dayStyles;
    private final boolean from1904;
    private long cellsSeen;

    XlsxSheet(XMLStreamReader xml, List<String> texts, Set<Integer> tooLong, Set<Integer> dayStyles, boolean from1904) {
        this.xml = xml;
        this.texts = texts;
        this.tooLong = tooLong;
        this.dayStyles = dayStyles;
        this.from1904 = from1904;
    }

    void read(Consumer<Line> rows) throws XMLStreamException {
        int number = 0;
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("row")) {
                String said = xml.getAttributeValue(null, "r");
                int next = said == null ? number + 1 : Integer.parseInt(said);
                if (next <= number || next > LAST_ROW) {
                    throw new FileRefused(FileRefused.Reason.DAMAGED);
                }
                number = next;
                rows.accept(row(number));
            }
        }
    }

    private Line row(int number) throws XMLStreamException {
        List<String> cells = new ArrayList<>();
        Line.Flaw flaw = null;
        Integer flawed = null;
        int column = -1;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("row")) {
                break;
            }
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("c")) {
                if (++cellsSeen > TableFile.MOST_CELLS) {
                    throw new FileRefused(FileRefused.Reason.TOO_MANY_CELLS, number);
                }
                column = column(xml.getAttributeValue(null, "r"), column + 1);
                Cell cell = cell();
                if (cell.flaw() == null && cell.text().isEmpty()) {
                    continue;
                }
                if (column >= TableFile.MOST_COLUMNS) {
                    throw new FileRefused(FileRefused.Reason.TOO_MANY_COLUMNS, number);
                }
                while (cells.size() <= column) {
                    cells.add("");
                }
                cells.set(column, Cells.kept(cell.text()));
                if (flaw == null && cell.flaw() != null) {
                    flaw = cell.flaw();
                    flawed = column;
                }
            }
        }
        Cells.trim(cells);
        return new Line(number, cells, flaw, flawed);
    }

    /** From letters, A is 0; a column further out than any is refused where something stands in it. */
    private static int column(@Nullable String address, int following) {
        if (address == null) {
            return following;
        }
        int column = 0;
        int letters = 0;
        while (letters < address.length() && Character.isLetter(address.charAt(letters))) {
            char letter = Character.toUpperCase(address.charAt(letters++));
            if (letter < 'A' || letter > 'Z' || letters > 3) {
                throw new FileRefused(FileRefused.Reason.DAMAGED);
            }
            column = column * 26 + letter - 'A' + 1;
        }
        if (column < following + 1) {
            throw new FileRefused(FileRefused.Reason.DAMAGED);
        }
        return column - 1;
    }

    private record Cell(String text, Line.@Nullable Flaw flaw) {}

    private Cell cell() throws XMLStreamException {
        String type = xml.getAttributeValue(null, "t");
        String style = xml.getAttributeValue(null, "s");
        String value = "";
        boolean formula = false;
        boolean longText = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("c")) {
                break;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "f" -> formula = true;
                    case "v" -> {
                        XlsxText text = XlsxText.of(xml, "v");
                        value = text.kept();
                        longText = text.isTooLong();
                    }
                    case "is" -> {
                        XlsxText text = XlsxText.until(xml, "is");
                        value = text.kept();
                        longText = text.isTooLong();
                    }
                    default -> {}
                }
            }
        }
        if (formula) {
            return new Cell(value, Line.Flaw.FORMULA);
        }
        if (value.isEmpty()) {
            return new Cell("", null);
        }
        if (longText) {
            return new Cell(value, Line.Flaw.TOO_LONG);
        }
        return switch (type == null ? "n" : type) {
            case "s" -> shared(Integer.parseInt(value.strip()));
            case "n" -> number(value.strip(), style != null && dayStyles.contains(Integer.parseInt(style)));
            case "str", "inlineStr", "d" -> new Cell(value, null);
            case "b" -> new Cell(value.equals("1") ? "TRUE" : "FALSE", null);
            default -> new Cell(value, Line.Flaw.UNREADABLE);
        };
    }

    private Cell shared(int index) {
        return new Cell(texts.get(index), tooLong.contains(index) ? Line.Flaw.TOO_LONG : null);
    }

    private Cell number(String written, boolean day) {
        if (written.length() > LONGEST_NUMBER) {
            return new Cell("", Line.Flaw.UNREADABLE);
        }
        BigDecimal number = new BigDecimal(written);
        if (number.signum() != 0 && (number.precision() - number.scale() > 18 || number.scale() > 40)) {
            return new Cell("", Line.Flaw.UNREADABLE);
        }
        if (day && number.signum() > 0 && number.compareTo(BigDecimal.valueOf(200_000)) < 0) {
            return new Cell(
                    ZERO.plusDays(number.intValue() + (from1904 ? DAYS_TO_1904 : 0))
                            .toString(),
                    null);
        }
        BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        if (plain.scale() <= 0) {
            return new Cell(plain.toPlainString(), null);
        }
        // More digits after the point than thousands could be, so that nobody takes one for the other.
        return new Cell(
                plain.setScale(Math.max(4, Math.min(plain.scale(), 10)), RoundingMode.HALF_UP)
                        .toPlainString(),
                null);
    }
}
