package org.mrcportal.demonstration;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Papers and pictures of some of the assistance that was handed over, each clearly made up; and what steps have led to. */
final class EvidenceYear {

    private final Connection connection;
    private final DemonstrationCentre centre;
    private final Draw draw;

    EvidenceYear(Connection connection, DemonstrationCentre centre, Draw draw) {
        this.connection = connection;
        this.centre = centre;
        this.draw = draw;
    }

    void write() throws SQLException {
        Rows files = new Rows(
                connection,
                "reintegration.evidence",
                "id, centre_id, case_id, assistance_id, kind, name, type, content, added_by, added_at, once");
        byte[] receipt = receipt();
        byte[] picture = picture();
        try (var asked = connection.prepareStatement("""
                select id, case_id, requested_by, requested_at from reintegration.assistance
                where centre_id = ? and form = 'IN_KIND' and state in ('DELIVERED', 'ACKNOWLEDGED')
                order by requested_at desc, id limit 6
                """)) {
            asked.setObject(1, centre.id());
            try (var row = asked.executeQuery()) {
                while (row.next()) {
                    UUID help = row.getObject("id", UUID.class);
                    UUID file = row.getObject("case_id", UUID.class);
                    UUID by = row.getObject("requested_by", UUID.class);
                    Instant at = row.getTimestamp("requested_at").toInstant().plusSeconds(900);
                    files.add(
                            draw.id(at),
                            centre.id(),
                            file,
                            help,
                            "RECEIPT",
                            "receipt.pdf",
                            "application/pdf",
                            receipt,
                            by,
                            at,
                            draw.id(at));
                    files.add(
                            draw.id(at),
                            centre.id(),
                            file,
                            help,
                            "GOODS",
                            "oven.png",
                            "image/png",
                            picture,
                            by,
                            at,
                            draw.id(at));
                }
            }
        }
        files.flush();
        lead("enrolment", "VOCATIONAL_TRAINING");
        lead("referral", "DOCUMENTS");
        try (var given = connection.prepareStatement("""
                update reintegration.action a set doer = 'PARTNER', partner_id = r.partner_id
                from reintegration.referral r where r.action_id = a.id and a.centre_id = ?
                """)) {
            given.setObject(1, centre.id());
            given.executeUpdate();
        }
    }

    /** Enrolments, and referrals to those whom nobody hides, come from the step of their case that asks for such a thing. */
    private void lead(String table, String kind) throws SQLException {
        try (var led = connection.prepareStatement("update reintegration.%s t set action_id = a.id".formatted(table)
                + " from reintegration.action a where a.case_id = t.case_id and a.kind = ? and t.centre_id = ?"
                + (table.equals("referral") ? " and t.service in ('LEGAL', 'DOCUMENTS') and not t.sensitive" : ""))) {
            led.setString(1, kind);
            led.setObject(2, centre.id());
            led.executeUpdate();
        }
    }

    private static byte[] receipt() {
        try (var document = new PDDocument()) {
            var page = new PDPage(PDRectangle.A6);
            document.addPage(page);
            var letters = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(letters, 14);
                content.setLeading(20);
                content.newLineAtOffset(30, 370);
                for (String line : new String[] {
                    "SAMPLE - NOT A REAL RECEIPT", "Example shop", "1 electric oven    420.00 USD", "Paid. Thank you."
                }) {
                    content.showText(line);
                    content.newLine();
                }
                content.endText();
            }
            return bytes(document::save);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An oven, drawn. */
    private static byte[] picture() {
        var image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(new Color(0xF4EFE6));
        canvas.fillRect(0, 0, 320, 240);
        canvas.setColor(new Color(0x40504F));
        canvas.fillRoundRect(70, 40, 180, 160, 16, 16);
        canvas.setColor(new Color(0xE0A458));
        canvas.fillRect(90, 90, 140, 90);
        canvas.setColor(new Color(0xF4EFE6));
        for (int knob = 0; knob < 4; knob++) {
            canvas.fillOval(95 + 36 * knob, 56, 20, 20);
        }
        canvas.dispose();
        try {
            return bytes(to -> ImageIO.write(image, "png", to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes something. */
    private interface Writing {
        void to(ByteArrayOutputStream bytes) throws IOException;
    }

    private static byte[] bytes(Writing writing) throws IOException {
        var bytes = new ByteArrayOutputStream();
        writing.to(bytes);
        return bytes.toByteArray();
    }
}
