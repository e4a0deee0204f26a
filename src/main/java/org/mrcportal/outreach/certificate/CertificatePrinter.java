package org.mrcportal.outreach.certificate;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Sets certificates as PDF, one on each page. The letters are those of Liberation Sans, which comes with the PDF library and
 * has all the letters of Tajik, Kyrgyz and Uzbek; nothing is fetched from anywhere.
 */
@Component
class CertificatePrinter {

    private static final String LETTERS = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final FSSupplier<InputStream> FONT =
            () -> Objects.requireNonNull(PDDocument.class.getResourceAsStream(LETTERS), LETTERS);

    private final ITemplateEngine templates;
    private final String head;

    CertificatePrinter(
            ITemplateEngine templates, @Value("classpath:templates/outreach/certificate/certificate.css") Resource look)
            throws IOException {
        this.templates = templates;
        this.head = "<style>" + look.getContentAsString(StandardCharsets.UTF_8) + "</style></head>";
    }

    byte[] print(List<Certificate> certificates) {
        Context context = new Context(Locale.ENGLISH, Map.of("certificates", certificates));
        String page =
                templates.process("outreach/certificate/certificate", context).replace("</head>", head);
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
}
