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
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

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

    /** Unpacking takes memory: one file after the other. */
    static final Semaphore ONE_BY_ONE = new Semaphore(1);

    private static final int MOST_PIXELS = 40_000_000;
    private static final int LONGEST_SIDE = 2400;
    private static final float QUALITY = 0.85f;
    private static final int LONGEST_NAME = 80;

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
        ONE_BY_ONE.acquireUninterruptibly();
        try {
            return unpacked(called, sent);
        } finally {
            ONE_BY_ONE.release();
        }
    }

    private static EvidenceFile unpacked(String called, byte[] sent) throws EvidenceRefused {
        if (begins(sent, 0xFF, 0xD8, 0xFF)) {
            return kept(called, "jpg", "image/jpeg", picture(sent, "jpeg"));
        }
        if (begins(sent, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return kept(called, "png", "image/png", picture(sent, "png"));
        }
        if (begins(sent, '%', 'P', 'D', 'F', '-')) {
            return kept(called, "pdf", "application/pdf", Paper.cleaned(sent));
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

    /**
     * Its size is read before its pixels, so that a small file cannot become a huge picture; of a large one only every second,
     * third … pixel is unpacked, so that no picture takes more than 6 million of them.
     */
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
                int step = Math.ceilDivExact((int) Math.max(width, height), LONGEST_SIDE);
                parameters.setSourceSubsampling(step, step, 0, 0);
                return drawn(reader.read(0, parameters), format, format.equals("jpeg") ? turned(sent) : 1);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException | OutOfMemoryError broken) {
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
}
