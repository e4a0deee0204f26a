package org.mrcportal.reintegration.assistance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceFileTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
                "<!DOCTYPE html><html><script>alert(1)</script></html>",
                "GIF89a",
                "MZ\u0090",
                "hello",
                "%!PS-Adobe-3.0"
            })
    void whatIsNeitherPaperNorPictureIsRefusedWhateverItsName(String content) {
        refused(EvidenceRefused.Reason.UNKNOWN_TYPE, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aZipIsRefusedAlsoAsABomb() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("receipt.pdf"));
            zip.write(new byte[2_000_000]);
        }
        refused(EvidenceRefused.Reason.UNKNOWN_TYPE, bytes.toByteArray());
    }

    @Test
    void ofALargePictureNoMoreIsUnpackedThanIsKept() throws Exception {
        EvidenceFile kept = EvidenceFile.of("a", picture("png", 4799, 20));
        assertThat(ImageIO.read(new ByteArrayInputStream(kept.content())).getWidth())
                .isEqualTo(2400);
    }

    @Test
    void picturesAreUnpackedOneAfterTheOther() throws Exception {
        byte[] sent = picture("png", 5, 5);
        EvidenceFile.ONE_BY_ONE.acquire();
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<EvidenceFile> second;
            try {
                second = thread.submit(() -> EvidenceFile.of("a", sent));
                await().until(EvidenceFile.ONE_BY_ONE::hasQueuedThreads);
                assertThat(second.isDone()).isFalse();
            } finally {
                EvidenceFile.ONE_BY_ONE.release();
            }
            assertThat(second.get().type()).isEqualTo("image/png");
        }
    }

    @Test
    void aPictureIsDrawnAnewWithoutWhatItSaysOfCameraAndPlaceAndWithoutWhatHangsBehindIt() throws Exception {
        byte[] jpeg = picture("jpeg", 40, 30);
        byte[] exif = "Exif\0\0GPS 41.3,69.2".getBytes(StandardCharsets.ISO_8859_1);
        var sent = new ByteArrayOutputStream();
        sent.write(jpeg, 0, 2);
        sent.write(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (exif.length + 2)});
        sent.writeBytes(exif);
        sent.write(jpeg, 2, jpeg.length - 2);
        sent.writeBytes("<script>alert(1)</script>PK\3\4".getBytes(StandardCharsets.ISO_8859_1));
        EvidenceFile kept = EvidenceFile.of("IMG_1.pdf", sent.toByteArray());
        assertThat(kept.type()).isEqualTo("image/jpeg");
        assertThat(kept.name()).isEqualTo("IMG_1.jpg");
        assertThat(new String(kept.content(), StandardCharsets.ISO_8859_1)).doesNotContain("GPS", "Exif", "script");
        assertThat(ImageIO.read(new ByteArrayInputStream(kept.content())).getWidth())
                .isEqualTo(40);
        assertThat(EvidenceFile.of("a", picture("png", 5, 5)).type()).isEqualTo("image/png");
    }

    @Test
    void aPictureTakenSidewaysStandsUpright() throws Exception {
        byte[] jpeg = picture("jpeg", 40, 30);
        byte[] exif = ByteBuffer.allocate(32)
                .put("Exif\0\0MM\0\u002A".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) 6)
                .array();
        var sent = new ByteArrayOutputStream();
        sent.write(jpeg, 0, 2);
        sent.write(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (exif.length + 2)});
        sent.writeBytes(exif);
        sent.write(jpeg, 2, jpeg.length - 2);
        var kept = ImageIO.read(new ByteArrayInputStream(
                EvidenceFile.of("a.jpg", sent.toByteArray()).content()));
        assertThat(kept.getWidth()).isEqualTo(30);
        assertThat(kept.getHeight()).isEqualTo(40);
    }

    @Test
    void aSmallFileThatWouldBecomeAHugePictureIsRefusedBeforeItIsDrawn() throws IOException {
        refused(EvidenceRefused.Reason.TOO_MANY_PIXELS, bomb(60_000, 60_000));
    }

    @Test
    void aPictureThatBreaksOffIsRefused() throws IOException {
        byte[] png = picture("png", 200, 200);
        refused(EvidenceRefused.Reason.DAMAGED, java.util.Arrays.copyOf(png, 40));
        refused(EvidenceRefused.Reason.DAMAGED, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3});
    }

    @Test
    void aPaperIsSavedAnewWithoutItsAuthor() throws Exception {
        EvidenceFile kept = EvidenceFile.of("Чек №5.PDF", pdf(document -> {
            var information = new PDDocumentInformation();
            information.setAuthor("Dilnoza");
            document.setDocumentInformation(information);
        }));
        assertThat(kept.name()).isEqualTo("Чек 5.pdf");
        try (var document = Loader.loadPDF(kept.content())) {
            assertThat(document.getNumberOfPages()).isOne();
            assertThat(document.getDocumentInformation().getAuthor()).isNull();
        }
    }

    @Test
    void aPaperThatDoesSomethingOrCarriesSomethingIsRefused() throws IOException {
        refused(
                EvidenceRefused.Reason.PDF_ACTIVE,
                pdf(document -> document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"))));
        refused(
                EvidenceRefused.Reason.PDF_ACTIVE,
                pdf(document -> document.getDocumentCatalog().setOpenAction(new PDActionLaunch())));
        refused(EvidenceRefused.Reason.PDF_ACTIVE, pdf(document -> {
            var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
            var files = new PDEmbeddedFilesNameTreeNode();
            var file = new PDComplexFileSpecification();
            file.setFile("evil.exe");
            files.setNames(java.util.Map.of("evil", file));
            names.setEmbeddedFiles(files);
            document.getDocumentCatalog().setNames(names);
        }));
        refused(
                EvidenceRefused.Reason.PDF_LOCKED,
                pdf(document ->
                        document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()))));
        refused(EvidenceRefused.Reason.DAMAGED, "%PDF-1.7 nothing".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aPaperKeepsItsPhotosWithoutCameraAndPlaceAndItsRemarksWithoutTheirAuthors() throws Exception {
        byte[] jpeg = picture("jpeg", 40, 30);
        byte[] exif = "Exif\0\0GPS 41.3,69.2".getBytes(StandardCharsets.ISO_8859_1);
        var photo = new ByteArrayOutputStream();
        photo.write(jpeg, 0, 2);
        photo.write(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (exif.length + 2)});
        photo.writeBytes(exif);
        photo.write(jpeg, 2, jpeg.length - 2);
        photo.writeBytes("GPS behind the end".getBytes(StandardCharsets.ISO_8859_1));
        byte[] sent = pdf(document -> {
            var page = document.getPage(0);
            var image = JPEGFactory.createFromByteArray(document, photo.toByteArray());
            image.setMetadata(new PDMetadata(
                    document, new ByteArrayInputStream("GPS beside".getBytes(StandardCharsets.US_ASCII))));
            image.getCOSObject().setString(COSName.getPDFName("PieceInfo"), "Dilnoza");
            try (var content = new PDPageContentStream(document, page)) {
                content.drawImage(image, 10, 10);
            }
            var remark = new PDAnnotationText();
            remark.setTitlePopup("Dilnoza");
            remark.setContents("She lives at 5");
            remark.setRectangle(new PDRectangle(10, 10));
            page.setAnnotations(java.util.List.of(remark));
        });
        assertThat(new String(sent, StandardCharsets.ISO_8859_1)).contains("GPS 41.3", "GPS beside");
        byte[] kept = EvidenceFile.of("scan.pdf", sent).content();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("GPS", "Exif");
        try (var document = Loader.loadPDF(kept)) {
            var page = document.getPage(0);
            var name = page.getResources().getXObjectNames().iterator().next();
            var image = (PDImageXObject) page.getResources().getXObject(name);
            assertThat(image.getImage().getWidth()).isEqualTo(40);
            assertThat(image.getCOSObject().containsKey(COSName.getPDFName("PieceInfo")))
                    .isFalse();
            var remark = page.getAnnotations().getFirst().getCOSObject();
            assertThat(remark.getString(COSName.T)).isNull();
            assertThat(remark.getString(COSName.CONTENTS)).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Filter[/ASCIIHexDecode /FlateDecode]",
                "/Filter /LZWDecode",
                "/Filter/LZW",
                "/F#69lter /#4cZWDecode",
                "/Filter % so\n /RunLengthDecode",
                "/Filter [ /FlateDecode /Fl ]",
                "/Filter 7 0 R",
                "/Filter [7 0 R]"
            })
    void aPaperPackedInAWayThatCannotBeCountedIsRefusedBeforeItIsUnpacked(String packed) {
        refused(
                EvidenceRefused.Reason.PDF_PACKED,
                ("%PDF-1.7\n1 0 obj<<" + packed + ">>stream\nx").getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aPaperWithAPhotoAmidWhatDrawsAPageIsRefused() throws IOException {
        for (String name : new String[] {"/DCT", "/DCTDecode", "/D#43T"}) {
            byte[] sent = pdf(document -> {
                var content = new org.apache.pdfbox.pdmodel.common.PDStream(
                        document,
                        new ByteArrayInputStream(
                                ("q BI /W 8 /H 8 /CS /RGB /BPC 8 /F " + name + " ID \u00ff\u00d8Exif GPS EI Q")
                                        .getBytes(StandardCharsets.ISO_8859_1)),
                        COSName.FLATE_DECODE);
                document.getPage(0).setContents(content);
            });
            refused(EvidenceRefused.Reason.PDF_PACKED, sent);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x7801, 0x0800, 0x0000, 0x0A0D})
    void aPaperThatUnpacksToFarMoreIsRefusedWhateverItsFirstTwoBytesSay(int head) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var deflate = new DeflaterOutputStream(packed, new Deflater(9))) {
            for (int i = 0; i < 100; i++) {
                deflate.write(new byte[1024 * 1024]);
            }
        }
        var sent = new ByteArrayOutputStream();
        sent.writeBytes("%PDF-1.7\n1 0 obj<</Filter/FlateDecode>>stream\n".getBytes(StandardCharsets.US_ASCII));
        sent.write(head >> 8);
        sent.write(head);
        sent.write(packed.toByteArray(), 2, packed.size() - 2);
        refused(EvidenceRefused.Reason.DAMAGED, sent.toByteArray());
    }

    @Test
    void fiveMegabytesAreTheMostAndNothingIsNoFile() {
        refused(EvidenceRefused.Reason.TOO_LARGE, new byte[EvidenceFile.LARGEST + 1]);
        refused(EvidenceRefused.Reason.MISSING, new byte[0]);
    }

    @Test
    void namesAreCleaned() {
        assertThat(EvidenceFile.name("../../etc/passwd", "pdf")).isEqualTo("passwd.pdf");
        assertThat(EvidenceFile.name("C:\\x\\receipt\u202Egnp.exe", "png")).isEqualTo("receipt gnp exe.png");
        assertThat(EvidenceFile.name("a\u0000b\r\nSet-Cookie: x", "pdf")).isEqualTo("a b Set-Cookie x.pdf");
        assertThat(EvidenceFile.name("x".repeat(300) + ".jpg", "jpg")).hasSize(84);
        assertThat(EvidenceFile.name("…", "pdf")).isEqualTo("file.pdf");
        assertThat(EvidenceFile.name("Toʻlov cheki.jpeg", "jpg")).isEqualTo("Toʻlov cheki.jpg");
        assertThat(EvidenceFile.name("", "pdf")).isEqualTo("file.pdf");
    }

    private static void refused(EvidenceRefused.Reason reason, byte[] sent) {
        assertThatThrownBy(() -> EvidenceFile.of("receipt.pdf", sent))
                .isInstanceOfSatisfying(
                        EvidenceRefused.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
        return bytes.toByteArray();
    }

    /** The head of a PNG of that size. */
    private static byte[] bomb(int width, int height) {
        byte[] head = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        CRC32 check = new CRC32();
        check.update(head);
        return ByteBuffer.allocate(200)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A})
                .putInt(13)
                .put(head)
                .putInt((int) check.getValue())
                .array();
    }

    /** Something done to a paper before it is saved. */
    private interface Change {
        void on(PDDocument document) throws IOException;
    }

    private static byte[] pdf(Change change) throws IOException {
        try (var document = new PDDocument()) {
            document.addPage(new PDPage());
            change.on(document);
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }
}
