package org.mrcportal.shared;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Sets templates as PDF. The letters are those of Liberation Sans, which comes with the PDF library and has all the letters of
 * Tajik, Kyrgyz and Uzbek; nothing is fetched from anywhere.
 */
@Component
public class PdfPages {

    private static final String LETTERS = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final FSSupplier<InputStream> FONT =
            () -> Objects.requireNonNull(PDDocument.class.getResourceAsStream(LETTERS), LETTERS);

    private final ITemplateEngine templates;

    PdfPages(ITemplateEngine templates) {
        this.templates = templates;
    }

    /**
     * The template with its look, which lies beside it: {@code <template>.html} and {@code <template>.css}. Every element of
     * the template is closed, and it asks for the font {@code Liberation Sans}.
     *
     * @param template such as {@code outreach/certificate/certificate}
     * @param language of the texts the template takes from the bundles
     */
    public byte[] print(String template, Locale language, Map<String, Object> content) {
        String page = templates
                .process(template, new Context(language, content))
                .replace("</head>", "<style>" + look(template) + "</style></head>");
        var pdf = new ByteArrayOutputStream();
        try {
            new PdfRendererBuilder()
                    .useFastMode()
                    .useFont(FONT, "Liberation Sans")
                    .useUriResolver((base, address) -> null)
                    .withHtmlContent(page, null)
                    .toStream(pdf)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pdf.toByteArray();
    }

    private static String look(String template) {
        try {
            return new ClassPathResource("templates/" + template + ".css").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
