package org.mrcportal.outreach.reachimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.HyperLink;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mrcportal.outreach.reachimport.FileRefused.Reason;

class TableFileTests {

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1251"})
    void textIsReadInWhateverWayItWasWritten(String charset) {
        String table = "Ссылка;Охват\r\nhttps://a.uz/1;1 200\r\n";
        assertThat(cells(table.getBytes(Charset.forName(charset))))
                .containsExactly(List.of("Ссылка", "Охват"), List.of("https://a.uz/1", "1 200"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\uFEFFa;b\n1;2\n", "\uFEFFa,b\n1,2\n", "a\tb\n1\t2\n", "sep=;\na;b\n1;2\n", "\"a\";b\n1;\"2\"\n"
            })
    void separatorsMarksAndQuotesAreFoundOut(String table) {
        assertThat(cells(table.getBytes(StandardCharsets.UTF_8))).containsExactly(List.of("a", "b"), List.of("1", "2"));
        if (table.startsWith("\uFEFF")) {
            assertThat(cells(table.getBytes(StandardCharsets.UTF_16LE)))
                    .containsExactly(List.of("a", "b"), List.of("1", "2"));
        }
    }

    @Test
    void aFormulaOrAnEndlessCellOfTextIsRefusedWithItsRow() {
        List<Line> lines =
                lines(("a,b\n1,=1+1\n2," + "x".repeat(100_000) + "\n3,'=text\n").getBytes(StandardCharsets.UTF_8));
        assertThat(lines.get(1)).isEqualTo(new Line(2, List.of("1", "=1+1"), Line.Flaw.FORMULA, 1));
        assertThat(lines.get(2).flaw()).isEqualTo(Line.Flaw.TOO_LONG);
        assertThat(lines.get(2).cells().get(1)).hasSize(Line.KEPT);
        assertThat(lines.get(3).flaw()).isNull();
    }

    @Test
    void aWorkbookIsReadWithItsTextsNumbersAndDays() {
        byte[] file = workbook(sheet -> {
            sheet.value(0, 0, "Ссылка");
            sheet.value(0, 1, "Reach");
            sheet.value(0, 2, "Date");
            sheet.value(1, 0, "+998901234567");
            sheet.value(1, 1, 1200);
            sheet.value(1, 2, LocalDate.of(2026, 11, 12));
            sheet.style(1, 2).format("yyyy-mm-dd").set();
            sheet.value(3, 0, "x");
            sheet.value(3, 1, 12.5);
        });
        assertThat(lines(file).stream().filter(line -> !line.isEmpty()).map(Line::number))
                .containsExactly(1, 2, 4);
        assertThat(cells(file))
                .contains(
                        List.of("Ссылка", "Reach", "Date"),
                        List.of("+998901234567", "1200", "2026-11-12"),
                        List.of("x", "12.5000"));
    }

    @Test
    void aFormulaIsRefusedWithItsRowEvenInACellOfSharedText() {
        byte[] file = workbook(sheet -> {
            sheet.value(0, 0, "a");
            sheet.value(1, 0, "b");
            sheet.formula(1, 1, "1+1");
        });
        assertThat(lines(file).get(1)).extracting(Line::flaw, Line::flawColumn).containsExactly(Line.Flaw.FORMULA, 1);
        byte[] hidden = zip(
                with(
                        "xl/worksheets/sheet1.xml",
                        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><f>WEBSERVICE(1)</f><v>0</v></c></row></sheetData></worksheet>"));
        assertThat(lines(hidden).getFirst().flaw()).isEqualTo(Line.Flaw.FORMULA);
    }

    @ParameterizedTest
    @CsvSource({
        "xl/vbaProject.bin,x,MACROS",
        "xl/externalLinks/externalLink1.xml,<a/>,EXTERNAL",
        "xl/embeddings/other.xlsx,x,NESTED",
        "xl/media/image1.png,PK..,NESTED",
        "../outside.xml,<a/>,DAMAGED",
        "xl/worksheets/_rels/sheet1.xml.rels,<Relationship TargetMode=\"External\" Target=\"http://x\"/>,EXTERNAL",
        "xl/_rels/workbook.xml.rels,<Relationships><Relationship Type=\"http://x/hyperlink\" TargetMode='External' Target=\"http://x\"/></Relationships>,EXTERNAL",
        "xl/worksheets/_rels/sheet1.xml.rels,<Relationships><Relationship,DAMAGED",
        "xl/connections.xml,<connections/>,EXTERNAL",
        "xl/worksheets/sheet1.xml,<!DOCTYPE x><worksheet/>,DTD",
        "xl/sharedStrings.xml,<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><sst/>,DTD",
        "[Content_Types].xml,application/vnd.ms-excel.sheet.macroEnabled.main+xml,MACROS",
        "xl/worksheets/sheet1.xml,<worksheet><sheetData><row>,DAMAGED",
        "xl/worksheets/sheet1.xml,<worksheet><sheetData><row r=\"9999999\"/></sheetData></worksheet>,DAMAGED",
        "xl/worksheets/sheet1.xml,<worksheet><sheetData><row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row></sheetData></worksheet>,DAMAGED",
        "xl/worksheets/sheet1.xml,<worksheet><sheetData><row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row></sheetData></worksheet>,TOO_MANY_COLUMNS",
        "xl/worksheets/sheet1.xml,<worksheet><sheetData><row r=\"1\"><c t=\"s\"><v>7</v></c></row></sheetData></worksheet>,DAMAGED"
    })
    void whatNoExportHasIsRefused(String part, String content, Reason reason) {
        byte[] file = zip(with(part, content.replace("PK..", "PK\u0003\u0004")));
        assertRefused(file, reason);
    }

    /** As the platforms write the addresses of posts. */
    @Test
    void aLinkInACellIsTextAndNobodyFollowsIt() {
        byte[] file = workbook(sheet -> {
            sheet.value(0, 0, "Permalink");
            sheet.hyperlink(1, 0, new HyperLink("https://www.facebook.com/reel/7", "https://www.facebook.com/reel/7"));
        });
        assertThat(cells(file)).contains(List.of("https://www.facebook.com/reel/7"));
    }

    @Test
    void aBombIsRefusedBeforeItIsRead() {
        assertRefused(zip(with("xl/worksheets/sheet1.xml", " ".repeat(30_000_000))), Reason.INFLATES);
        Map<String, String> many = with("xl/a.xml", "<a/>");
        for (int i = 0; i < 300; i++) {
            many.put("xl/part" + i + ".xml", "<a/>");
        }
        assertRefused(zip(many), Reason.TOO_MANY_PARTS);
    }

    @Test
    void aMillionCellsAreRefusedWhileTheyAreCounted() {
        StringBuilder text = new StringBuilder("a;b\n");
        for (int row = 0; row < 40_000; row++) {
            text.append("1;".repeat(30)).append("1\n");
        }
        assertRefused(text.toString().getBytes(StandardCharsets.UTF_8), Reason.TOO_MANY_CELLS);
        StringBuilder sheet = new StringBuilder("<worksheet><sheetData>");
        for (int row = 1; row <= 20_000; row++) {
            sheet.append("<row r=\"").append(row).append("\">");
            for (int column = 0; column < 60; column++) {
                sheet.append("<c><v>").append(row * 7919 + column * 104729).append("</v></c>");
            }
            sheet.append("</row>");
        }
        sheet.append("</sheetData></worksheet>");
        byte[] file = zip(with("xl/worksheets/sheet1.xml", sheet.toString()));
        assertRefused(file, file.length > TableFile.LARGEST ? Reason.TOO_LARGE : Reason.TOO_MANY_CELLS);
    }

    @Test
    void contentDecidesWhatAFileIs() {
        assertRefused(new byte[0], Reason.EMPTY);
        assertRefused(new byte[TableFile.LARGEST + 1], Reason.TOO_LARGE);
        assertRefused(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0}, Reason.OLD_OR_LOCKED);
        assertRefused("%PDF-1.7".getBytes(StandardCharsets.US_ASCII), Reason.NOT_A_TABLE);
        assertRefused(new byte[] {1, 0, 0, 0, 2, 3, 0, 0, 9, 9}, Reason.NOT_A_TABLE);
        assertRefused(zip(new LinkedHashMap<>(Map.of("a.txt", "x"))), Reason.NOT_A_TABLE);
        byte[] cut = zip(with("xl/a.xml", "<a/>"));
        assertRefused(java.util.Arrays.copyOf(cut, cut.length / 2), Reason.DAMAGED);
    }

    @Test
    void headingsAreGuessedInEnglishAndRussian() {
        assertThat(new Headings(List.of("Post ID", "Publish time", "Permalink", "Reach", "Views", "Foo"))
                        .guess(org.mrcportal.outreach.Platform.FACEBOOK))
                .containsExactly("EXTERNAL_ID", "POSTED_ON", "LINK", "REACH", "VIEWS", "");
        assertThat(new Headings(List.of("Контент", "Название видео", "Просмотры", "Показы", "Охват"))
                        .guess(org.mrcportal.outreach.Platform.TELEGRAM))
                .containsExactly("EXTERNAL_ID", "TITLE", "VIEWS", "IMPRESSIONS", "");
        assertThat(new Headings(List.of("Amount spent (USD)", "Link")).guess(org.mrcportal.outreach.Platform.INSTAGRAM))
                .containsExactly("SPEND", "LINK");
    }

    private static void assertRefused(byte[] file, Reason reason) {
        assertThatExceptionOfType(FileRefused.class)
                .isThrownBy(() -> TableFile.read(file, line -> {}))
                .extracting(FileRefused::reason)
                .isEqualTo(reason);
    }

    private static List<Line> lines(byte[] file) {
        List<Line> lines = new ArrayList<>();
        TableFile.read(file, lines::add);
        return lines;
    }

    private static List<List<String>> cells(byte[] file) {
        return lines(file).stream().map(Line::cells).toList();
    }

    static byte[] workbook(Consumer<Worksheet> filling) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(file, "test", "1.0")) {
            filling.accept(workbook.newWorksheet("Sheet"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /** The parts of a small workbook, one of them replaced or added. */
    private static Map<String, String> with(String part, String content) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", "<Types/>");
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
        parts.put("xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>");
        parts.put(part, content);
        return parts;
    }

    private static byte[] zip(Map<String, String> parts) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }
}
