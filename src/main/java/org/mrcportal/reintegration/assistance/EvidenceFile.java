package org.mrcportal.reintegration.assistance;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * A file as it is kept: its type is what its content is, whatever it calls itself; pictures are drawn anew, papers saved
 * anew, both without what they say about camera, place, author or program.
 *
 * @param name cleaned, with the ending of its type
 * @param type application/pdf, image/jpeg or image/png
 */
record EvidenceFile(String name, String type, byte[] content) {

    /** In bytes. */
    static final int LARGEST = 5 * 1024 * 1024;

    private static final int MOST_PIXELS = 40_000_000;
    private static final int LONGEST_SIDE = 2400;
    private static final int MOST_PAGES = 100;
    private static final long MOST_INFLATED = 80L * 1024 * 1024;
    private static final int MOST_OBJECTS = 50_000;
    private static final float QUALITY = 0.85f;
    private static final int LONGEST_NAME = 80;

    /** What makes a paper do something, or carry something else inside. */
    private static final Set<String> ACTIVE = Set.of(
            "JavaScript",
            "JS",
            "AA",
            "Launch",
            "EmbeddedFiles",
            "EmbeddedFile",
            "EF",
            "RichMedia",
            "RichMediaContent",
            "XFA",
            "SubmitForm",
            "ImportData",
            "GoToR",
            "GoToE",
            "Rendition",
            "Movie",
            "Sound");

    /**
     * Looks through what was sent, and makes of it what is kept.
     *
     * @param called what the sender calls it
     * @throws EvidenceRefused where it is none of the three types, or more than one page should trust
     */
    static EvidenceFile of(String called, byte[] sent) throws EvidenceRefused {
        if (sent.length == 0) {
            throw new EvidenceRefused(EvidenceRefused.Reason.MISSING);
        }
        if (sent.length > LARGEST) {
            throw new EvidenceRefused(EvidenceRefused.Reason.TOO_LARGE);
        }
        if (begins(sent, 0xFF, 0xD8, 0xFF)) {
            return kept(called, "jpg", "image/jpeg", picture(sent, "jpeg"));
        }
        if (begins(sent, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return kept(called, "png", "image/png", picture(sent, "png"));
        }
        if (begins(sent, '%', 'P', 'D', 'F', '-')) {
            return kept(called, "pdf", "application/pdf", paper(sent));
        }
        throw new EvidenceRefused(EvidenceRefused.Reason.UNKNOWN_TYPE);
    }

    private static EvidenceFile kept(String called, String ending, String type, byte[] content) throws EvidenceRefused {
        if (content.length > LARGEST) {
            throw new EvidenceRefused(EvidenceRefused.Reason.TOO_LARGE);
        }
        return new EvidenceFile(name(called, ending), type, content);
    }

    /** Letters, digits and a few marks; no paths, no control or direction marks, one ending. */
    static String name(String called, String ending) {
        String last = called.substring(Math.max(called.lastIndexOf('/'), called.lastIndexOf('\\')) + 1);
        StringBuilder clean = new StringBuilder();
        last.codePoints()
                .map(c -> Character.isLetterOrDigit(c)
                                || Character.getType(c) == Character.NON_SPACING_MARK
                                || "-_ʻʼ".indexOf(c) >= 0
                        ? c
                        : ' ')
                .forEach(clean::appendCodePoint);
        String plain = clean.toString().strip().replaceAll(" +", " ").replaceAll("(?i) (pdf|jpe?g|png)$", "");
        int length = Math.min(LONGEST_NAME, plain.length());
        if (length > 0 && length < plain.length() && Character.isHighSurrogate(plain.charAt(length - 1))) {
            length--;
        }
        String cut = plain.substring(0, length).strip();
        return (cut.isEmpty() ? "file" : cut) + "." + ending.toLowerCase(Locale.ROOT);
    }

    private static boolean begins(byte[] file, int... with) {
        for (int i = 0; i < with.length; i++) {
            if (i >= file.length || (file[i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }

    /** Its size is read before its pixels, so that a small file cannot become a huge picture. */
    private static byte[] picture(byte[] sent, String format) throws EvidenceRefused {
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(sent))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                long width = reader.getWidth(0);
                long height = reader.getHeight(0);
                if (width * height > MOST_PIXELS || width < 1 || height < 1) {
                    throw new EvidenceRefused(EvidenceRefused.Reason.TOO_MANY_PIXELS);
                }
                var parameters = reader.getDefaultReadParam();
                int step = (int) Math.max(1, Math.max(width, height) / LONGEST_SIDE);
                parameters.setSourceSubsampling(step, step, 0, 0);
                return drawn(reader.read(0, parameters), format, format.equals("jpeg") ? turned(sent) : 1);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            throw new EvidenceRefused(EvidenceRefused.Reason.DAMAGED);
        }
    }

    /** @param turned how the camera was held, 1 to 8 as in EXIF: forgotten afterwards, so the picture is put upright */
    private static byte[] drawn(BufferedImage read, String format, int turned) throws IOException {
        int width = read.getWidth();
        int height = read.getHeight();
        BufferedImage plain =
                new BufferedImage(turned > 4 ? height : width, turned > 4 ? width : height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = plain.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, plain.getWidth(), plain.getHeight());
        canvas.drawImage(read, upright(turned, width, height), null);
        canvas.dispose();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream output = new MemoryCacheImageOutputStream(written)) {
            writer.setOutput(output);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(plain, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return written.toByteArray();
    }

    private static AffineTransform upright(int turned, int width, int height) {
        return switch (turned) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    /** The EXIF tag 0x0112 of the first directory; 1 where there is none. */
    private static int turned(byte[] jpeg) {
        ByteBuffer file = ByteBuffer.wrap(jpeg);
        try {
            for (int at = 2; (file.getShort(at) & 0xFFFF) == 0xFFE1 || (file.getShort(at) & 0xFFF0) == 0xFFE0; ) {
                int length = file.getShort(at + 2) & 0xFFFF;
                if ((file.getShort(at) & 0xFFFF) == 0xFFE1 && file.getInt(at + 4) == 0x45786966) {
                    return turned(file.slice(at + 10, length - 8));
                }
                at += 2 + length;
            }
            return 1;
        } catch (IndexOutOfBoundsException broken) {
            return 1;
        }
    }

    private static int turned(ByteBuffer exif) {
        exif.order(exif.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = exif.getInt(4);
        for (int i = 0; i < exif.getShort(directory); i++) {
            int entry = directory + 2 + 12 * i;
            if (exif.getShort(entry) == 0x0112) {
                return exif.getShort(entry + 8);
            }
        }
        return 1;
    }

    private static byte[] paper(byte[] sent) throws EvidenceRefused {
        if (inflated(sent) > MOST_INFLATED) {
            throw new EvidenceRefused(EvidenceRefused.Reason.DAMAGED);
        }
        try (PDDocument document = Loader.loadPDF(sent, "", null, null, IOUtils.createMemoryOnlyStreamCache())) {
            if (document.isEncrypted()) {
                throw new EvidenceRefused(EvidenceRefused.Reason.PDF_LOCKED);
            }
            if (document.getNumberOfPages() < 1 || document.getNumberOfPages() > MOST_PAGES) {
                throw new EvidenceRefused(EvidenceRefused.Reason.PDF_TOO_LONG);
            }
            new Search().look(document);
            document.setDocumentInformation(new PDDocumentInformation());
            document.getDocumentCatalog().setMetadata(null);
            document.getDocumentCatalog().getCOSObject().removeItem(COSName.OPEN_ACTION);
            document.getPages().forEach(page -> page.getCOSObject().removeItem(COSName.METADATA));
            ByteArrayOutputStream saved = new ByteArrayOutputStream();
            document.save(saved);
            return saved.toByteArray();
        } catch (InvalidPasswordException locked) {
            throw new EvidenceRefused(EvidenceRefused.Reason.PDF_LOCKED);
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            throw new EvidenceRefused(EvidenceRefused.Reason.DAMAGED);
        }
    }

    /** How much its packed parts come to, packed twice or thrice too; counting stops above the limit. */
    private static long inflated(byte[] file) {
        long total = 0;
        byte[] mark = "stream".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + mark.length + 2 < file.length && total <= MOST_INFLATED; i++) {
            if (Arrays.equals(file, i, i + mark.length, mark, 0, mark.length)) {
                int start = i + mark.length;
                while (start < file.length && (file[start] == '\r' || file[start] == '\n')) {
                    start++;
                }
                total += inflated(file, start, file.length - start, 3);
            }
        }
        return total;
    }

    private static long inflated(byte[] packed, int from, int length, int levels) {
        if (length < 2 || packed[from] != 0x78 || levels == 0) {
            return 0;
        }
        Inflater inflater = new Inflater();
        inflater.setInput(packed, from, length);
        byte[] piece = new byte[64 * 1024];
        long total = 0;
        try {
            for (int got = inflater.inflate(piece); got > 0 && total <= MOST_INFLATED; got = inflater.inflate(piece)) {
                total += total == 0 ? got + inflated(piece, 0, got, levels - 1) : got;
            }
        } catch (DataFormatException notPacked) {
            return total;
        } finally {
            inflater.end();
        }
        return total;
    }

    /** Goes through all objects of a paper and stops at the first that does something. */
    private static final class Search {

        private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private final ArrayDeque<COSBase> left = new ArrayDeque<>();

        void look(PDDocument document) throws EvidenceRefused {
            add(document.getDocument().getTrailer());
            while (!left.isEmpty()) {
                COSBase next = left.pop();
                if (seen.size() > MOST_OBJECTS) {
                    throw new EvidenceRefused(EvidenceRefused.Reason.PDF_TOO_LONG);
                }
                if (next instanceof COSDictionary dictionary) {
                    look(dictionary);
                } else if (next instanceof COSArray array) {
                    array.forEach(this::add);
                }
            }
        }

        private void look(COSDictionary dictionary) throws EvidenceRefused {
            for (COSName key : dictionary.keySet()) {
                if (ACTIVE.contains(key.getName())) {
                    throw new EvidenceRefused(EvidenceRefused.Reason.PDF_ACTIVE);
                }
                add(dictionary.getItem(key));
            }
            for (COSName key : new COSName[] {COSName.S, COSName.SUBTYPE, COSName.TYPE}) {
                if (dictionary.getDictionaryObject(key) instanceof COSName named && ACTIVE.contains(named.getName())) {
                    throw new EvidenceRefused(EvidenceRefused.Reason.PDF_ACTIVE);
                }
            }
        }

        private void add(COSBase found) {
            COSBase object = found instanceof COSObject reference ? reference.getObject() : found;
            if (object != null && (object instanceof COSDictionary || object instanceof COSArray) && seen.add(object)) {
                left.push(object);
            }
        }
    }
}
