package org.mrcportal.reporting.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mrcportal.reporting.dashboard.Table.Cell;
import org.mrcportal.reporting.dashboard.Table.Group;
import org.mrcportal.reporting.dashboard.Table.Row;
import org.mrcportal.shared.SafeCsv;

class CsvTests {

    private static final Period NOVEMBER = Period.of(YearMonth.of(2026, 11));

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+998901234567", "-1", "@sum", "\tx", "\rx"})
    void noCellIsRunByASpreadsheet(String cell) {
        assertThat(SafeCsv.safe(cell)).isEqualTo("'" + cell);
    }

    @Test
    void otherCellsStayAsTheyAre() {
        assertThat(SafeCsv.safe("TAS-26-00042")).isEqualTo("TAS-26-00042");
        assertThat(SafeCsv.safe("")).isEmpty();
    }

    @Test
    void hasAMarkAHeadingAndTheCodeOfEachRow() {
        Table table = new Table(
                "topics",
                "Topics",
                "topics",
                "Main \"topic\"",
                List.of(),
                List.of("Now", "Before"),
                List.of(new Row("LEGAL_WORK", "Work, legal", null, List.of(cell("1,200", "1200"), cell("few", "few")))),
                "");
        assertThat(Csv.of(table, "Code", NOVEMBER, NOVEMBER.before()))
                .isEqualTo(
                        "\uFEFFCode,\"Main \"\"topic\"\"\",Now (2026-11-01 – 2026-11-30),Before (2026-10-01 – 2026-10-31)\r\n"
                                + "LEGAL_WORK,\"Work, legal\",1200,few\r\n");
    }

    @Test
    void namesTheGroupOfEachColumn() {
        Table table =
                new Table("t", "T", "t", "Age", List.of(new Group("=Female", null)), List.of("Now"), List.of(), "");
        assertThat(Csv.of(table, "Code", NOVEMBER, NOVEMBER.before()))
                .isEqualTo("\uFEFFCode,Age,'=Female: Now (2026-11-01 – 2026-11-30)\r\n");
    }

    private static Cell cell(String text, String plain) {
        return new Cell(text, plain, null, false);
    }
}
