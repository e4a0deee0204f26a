package org.mrcportal.outreach.reachimport;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The first visible sheet of a workbook (ECMA-376), read as a stream. Our own, because the library at hand reads past a
 * formula in a cell of shared text and makes room for as many columns as a cell's address claims (decision 024).
 */
final class XlsxFile {

    /** Reads XML that comes from anywhere: no document types, no outside entities. */
    static final XMLInputFactory XML = harmless();

    private static final int MOST_TEXTS = 500_000;
    private static final long MOST_TEXT = 16L * 1024 * 1024;

    private final byte[] file;
    private final List<String> texts = new ArrayList<>();
    private final Set<Integer> tooLong = new HashSet<>();
    private final Set<Integer> dayStyles = new HashSet<>();
    private boolean from1904;

    private XlsxFile(byte[] file) {
        this.file = file;
    }

    static void read(byte[] file, Consumer<Line> rows) {
        ZipGuard.check(file);
        try {
            new XlsxFile(file).read(rows);
        } catch (XMLStreamException | IOException | NumberFormatException | IndexOutOfBoundsException broken) {
            throw new FileRefused(FileRefused.Reason.DAMAGED);
        }
    }

    private static XMLInputFactory harmless() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("Nothing is fetched");
        });
        return factory;
    }

    private interface Part {
        void read(XMLStreamReader xml) throws XMLStreamException;
    }

    private void read(Consumer<Line> rows) throws XMLStreamException, IOException {
        String sheet = sheet();
        part("xl/sharedStrings.xml", this::texts);
        part("xl/styles.xml", this::styles);
        if (!part(sheet, xml -> new XlsxSheet(xml, texts, tooLong, dayStyles, from1904).read(rows))) {
            throw new FileRefused(FileRefused.Reason.DAMAGED);
        }
    }

    /** @return whether it is there */
    private boolean part(String name, Part reading) throws XMLStreamException, IOException {
        try (ZipFile parts = ZipGuard.open(file)) {
            for (ZipArchiveEntry part : Collections.list(parts.getEntries())) {
                if (part.getName().equalsIgnoreCase(name)) {
                    try (InputStream content = parts.getInputStream(part)) {
                        reading.read(XML.createXMLStreamReader(content, "UTF-8"));
                    }
                    return true;
                }
            }
        }
        return false;
    }

    /** The part of the first sheet that is not hidden. */
    private String sheet() throws XMLStreamException, IOException {
        List<String> shown = new ArrayList<>();
        part("xl/workbook.xml", xml -> {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    if (xml.getLocalName().equals("workbookPr")) {
                        String since = xml.getAttributeValue(null, "date1904");
                        from1904 = "1".equals(since) || "true".equals(since);
                    } else if (xml.getLocalName().equals("sheet") && !hidden(xml)) {
                        shown.add(relation(xml));
                    }
                }
            }
        });
        Map<String, String> targets = new HashMap<>();
        part("xl/_rels/workbook.xml.rels", xml -> {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("Relationship")) {
                    targets.put(
                            String.valueOf(xml.getAttributeValue(null, "Id")),
                            String.valueOf(xml.getAttributeValue(null, "Target")));
                }
            }
        });
        String target = shown.isEmpty() ? null : targets.get(shown.getFirst());
        if (target == null) {
            throw new FileRefused(FileRefused.Reason.DAMAGED);
        }
        return target.startsWith("/") ? target.substring(1) : "xl/" + target;
    }

    private static boolean hidden(XMLStreamReader xml) {
        String state = xml.getAttributeValue(null, "state");
        return state != null && !state.equals("visible");
    }

    private static String relation(XMLStreamReader xml) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String namespace = xml.getAttributeNamespace(i);
            if (xml.getAttributeLocalName(i).equals("id") && namespace != null && !namespace.isEmpty()) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    private void texts(XMLStreamReader xml) throws XMLStreamException {
        long kept = 0;
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("si")) {
                XlsxText text = XlsxText.until(xml, "si");
                if (text.isTooLong()) {
                    tooLong.add(texts.size());
                }
                texts.add(text.kept());
                kept += text.kept().length();
                if (texts.size() > MOST_TEXTS || kept > MOST_TEXT) {
                    throw new FileRefused(FileRefused.Reason.TOO_MUCH_TEXT);
                }
            }
        }
    }

    private void styles(XMLStreamReader xml) throws XMLStreamException {
        Set<Integer> days = new HashSet<>();
        boolean cells = false;
        int style = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("cellXfs")) {
                cells = false;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "numFmt" -> {
                        if (isDay(xml.getAttributeValue(null, "formatCode"))) {
                            days.add(Integer.parseInt(xml.getAttributeValue(null, "numFmtId")));
                        }
                    }
                    case "cellXfs" -> cells = true;
                    case "xf" -> {
                        String format = xml.getAttributeValue(null, "numFmtId");
                        int id = format == null ? 0 : Integer.parseInt(format);
                        if (cells && (days.contains(id) || id >= 14 && id <= 17 || id == 22)) {
                            dayStyles.add(style);
                        }
                        style += cells ? 1 : 0;
                    }
                    default -> {}
                }
            }
        }
    }

    /** The format of a day has a day or a year in it, outside quotes and brackets. */
    private static boolean isDay(@Nullable String format) {
        return format != null
                && format.replaceAll("\"[^\"]*\"|\\[[^\\]]*]|\\\\.", "").matches("(?is).*[dy].*");
    }
}
