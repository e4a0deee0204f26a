package org.mrcportal.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page may weigh, and what no template may do. */
class LookTests {

    private static final Path CLASSES = Path.of("target/classes");
    private static final Path TEMPLATES = CLASSES.resolve("templates");
    private static final Pattern PICTOGRAM = Pattern.compile("<svg th:fragment=\"picto-([a-z-]+)\"(.*?</svg>)");

    @ParameterizedTest
    @CsvSource({"public.css, 6600", "screen.css, 700", "staff.css, 12500", "staff.js, 5000"})
    void theAssetFitsItsBudget(String asset, int budget) throws IOException {
        assertThat(Files.size(CLASSES.resolve("static/assets/" + asset + ".gz")))
                .isBetween(1L, (long) budget);
    }

    @Test
    void theSheetsLoadNothingFromAnywhere() throws IOException {
        for (var sheet : List.of("public.css", "staff.css", "screen.css")) {
            assertThat(Files.readString(CLASSES.resolve("static/assets/" + sheet)))
                    .doesNotContain("url(", "@import", "@font-face", "GDS Transport");
        }
    }

    @TestFactory
    Stream<DynamicTest> aPictogramFitsInFourHundredBytes() throws IOException {
        var pictograms = PICTOGRAM
                .matcher(Files.readString(TEMPLATES.resolve("layout/pictograms.html")))
                .results()
                .toList();
        assertThat(pictograms).hasSizeGreaterThanOrEqualTo(27);
        return pictograms.stream()
                .map(found -> DynamicTest.dynamicTest(
                        found.group(1),
                        () -> assertThat(("<svg" + found.group(2)).getBytes(UTF_8).length)
                                .isLessThanOrEqualTo(400)));
    }

    @TestFactory
    Stream<DynamicTest> aTemplateKeepsToTheRules() throws IOException {
        try (var files = Files.walk(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList().stream()
                    .map(file ->
                            DynamicTest.dynamicTest(TEMPLATES.relativize(file).toString(), () -> {
                                var page = Files.readString(file);
                                assertThat(page)
                                        .as("the content security policy forbids inline style and script")
                                        .doesNotContainPattern("\\sstyle=|th:style|<style|\\son[a-z]+=\"")
                                        .doesNotContainPattern("<script(?![^>]*src=)");
                                if (page.matches("(?s).*<html[^>]*th:replace=\"~\\{layout/(page|staff) ::.*")
                                        && !file.startsWith(TEMPLATES.resolve("layout"))) {
                                    assertThat(page)
                                            .as("without a doctype the browser lays the page out in quirks mode")
                                            .startsWithIgnoringCase("<!doctype html>");
                                }
                            }));
        }
    }
}
