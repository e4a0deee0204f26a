package org.mrcportal.outreach.reachimport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Looks through a workbook before anything in it is read: how many parts, how large, none of them an archive, a macro or
 * a way out. It sees the parts as they will be read later, by the same directory, so that nothing hides beside it.
 */
final class ZipGuard {

    private static final int MOST_PARTS = 200;
    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final int MOST_TIMES = 150;
    private static final long SMALL = 1024 * 1024;
    private static final byte[] DOCTYPE = "<!DOCTYPE".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MACROS = "macroEnabled".getBytes(StandardCharsets.US_ASCII);

    private static final Set<String> HYPERLINKS = Set.of(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
            "http://purl.oclc.org/ooxml/officeDocument/relationships/hyperlink");

    private long total;

    private ZipGuard() {}

    static void check(byte[] file) {
        new ZipGuard().look(file);
    }

    private void look(byte[] file) {
        checkNumber(file);
        Set<String> names = new HashSet<>();
        try (ZipFile parts = open(file)) {
            for (ZipArchiveEntry part : Collections.list(parts.getEntries())) {
                String name = part.getName().toLowerCase(Locale.ROOT);
                if (!names.add(name)) {
                    throw new FileRefused(FileRefused.Reason.DAMAGED);
                }
                if (names.size() > MOST_PARTS) {
                    throw new FileRefused(FileRefused.Reason.TOO_MANY_PARTS);
                }
                if (part.getMethod() != ZipEntry.STORED && part.getMethod() != ZipEntry.DEFLATED) {
                    throw new FileRefused(FileRefused.Reason.DAMAGED);
                }
                checkName(name);
                try (InputStream content = parts.getInputStream(part)) {
                    checkContent(name, content, file.length);
                }
                if (name.endsWith(".rels")) {
                    try (InputStream content = parts.getInputStream(part)) {
                        checkRelations(content);
                    }
                }
            }
        } catch (IOException | XMLStreamException | IllegalArgumentException broken) {
            throw new FileRefused(FileRefused.Reason.DAMAGED);
        }
        if (!names.contains("[content_types].xml") || !names.contains("xl/workbook.xml")) {
            throw new FileRefused(FileRefused.Reason.NOT_A_TABLE);
        }
    }

    static ZipFile open(byte[] file) throws IOException {
        return ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get();
    }

    /** Before the directory is read, in which each part takes far more room than in the file. */
    private static void checkNumber(byte[] file) {
        int parts = 0;
        for (int i = 0; i + 3 < file.length; i++) {
            if (file[i] == 'P'
                    && file[i + 1] == 'K'
                    && file[i + 2] == 1
                    && file[i + 3] == 2
                    && ++parts > 10 * MOST_PARTS) {
                throw new FileRefused(FileRefused.Reason.TOO_MANY_PARTS);
            }
        }
    }

    private static void checkName(String name) {
        if (name.contains("..") || name.startsWith("/") || name.contains("\\") || name.indexOf('\u0000') >= 0) {
            throw new FileRefused(FileRefused.Reason.DAMAGED);
        }
        if (name.contains("vbaproject") || name.startsWith("xl/macrosheets/") || name.contains("activex")) {
            throw new FileRefused(FileRefused.Reason.MACROS);
        }
        if (name.startsWith("xl/externallinks/") || name.contains("connections.xml") || name.contains("querytable")) {
            throw new FileRefused(FileRefused.Reason.EXTERNAL);
        }
        if (name.contains("embeddings/")
                || name.matches(".*\\.(zip|xlsx|xlsm|xlsb|xls|docx|jar|7z|rar|gz|tgz|tar|bz2|xz)")) {
            throw new FileRefused(FileRefused.Reason.NESTED);
        }
    }

    private void checkContent(String name, InputStream part, long packed) throws IOException {
        boolean markup = name.endsWith(".xml") || name.endsWith(".rels") || name.endsWith(".vml");
        boolean types = name.equals("[content_types].xml");
        byte[] buffer = new byte[8192 + 16];
        int kept = 0;
        boolean first = true;
        for (int read = part.read(buffer, kept, 8192); read >= 0; read = part.read(buffer, kept, 8192)) {
            total += read;
            if (total > MOST_BYTES || total > SMALL && total > MOST_TIMES * packed) {
                throw new FileRefused(FileRefused.Reason.INFLATES);
            }
            int end = kept + read;
            if (first && end >= 4) {
                first = false;
                checkBeginning(buffer, markup);
            }
            if (markup && holds(buffer, end, DOCTYPE)) {
                throw new FileRefused(FileRefused.Reason.DTD);
            }
            if (types && holds(buffer, end, MACROS)) {
                throw new FileRefused(FileRefused.Reason.MACROS);
            }
            kept = Math.min(end, 15);
            System.arraycopy(buffer, end - kept, buffer, 0, kept);
        }
    }

    /** A link in a cell is text to us, and nothing follows it; whatever else leads out of the workbook brings data in. */
    private static void checkRelations(InputStream part) throws XMLStreamException {
        XMLStreamReader xml = XlsxFile.XML.createXMLStreamReader(part);
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && "External".equalsIgnoreCase(xml.getAttributeValue(null, "TargetMode"))
                    && !HYPERLINKS.contains(String.valueOf(xml.getAttributeValue(null, "Type")))) {
                throw new FileRefused(FileRefused.Reason.EXTERNAL);
            }
        }
        xml.close();
    }

    private static void checkBeginning(byte[] buffer, boolean markup) {
        int one = buffer[0] & 0xFF;
        int two = buffer[1] & 0xFF;
        if (one == 'P' && two == 'K'
                || one == 0x1F && two == 0x8B
                || one == 0xD0 && two == 0xCF
                || one == '7' && two == 'z') {
            throw new FileRefused(FileRefused.Reason.NESTED);
        }
        if (markup && (one == 0xFE || one == 0xFF || one == 0 || two == 0)) {
            throw new FileRefused(FileRefused.Reason.DAMAGED); // UTF-16 or UTF-32, in which nothing is found below
        }
    }

    private static boolean holds(byte[] buffer, int end, byte[] wanted) {
        for (int i = 0; i + wanted.length <= end; i++) {
            int same = 0;
            while (same < wanted.length && buffer[i + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
