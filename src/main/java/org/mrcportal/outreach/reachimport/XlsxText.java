package org.mrcportal.outreach.reachimport;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A text that comes in pieces, of which the beginning is kept. */
final class XlsxText {

    private final StringBuilder kept = new StringBuilder();
    private long length;

    private XlsxText() {}

    /** All texts ({@code t}) until the end of this element, without how they are pronounced ({@code rPh}). */
    static XlsxText until(XMLStreamReader xml, String element) throws XMLStreamException {
        XlsxText text = new XlsxText();
        boolean wanted = false;
        int aside = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    aside += xml.getLocalName().equals("rPh") ? 1 : 0;
                    wanted = xml.getLocalName().equals("t");
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (wanted && aside == 0) {
                        text.add(xml);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    wanted = false;
                    aside -= xml.getLocalName().equals("rPh") ? 1 : 0;
                    if (xml.getLocalName().equals(element)) {
                        return text;
                    }
                }
                default -> {}
            }
        }
        return text;
    }

    /** Everything within this element. */
    static XlsxText of(XMLStreamReader xml, String element) throws XMLStreamException {
        XlsxText text = new XlsxText();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.add(xml);
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals(element)) {
                return text;
            }
        }
        return text;
    }

    private void add(XMLStreamReader xml) {
        int more = xml.getTextLength();
        length += more;
        int room = Line.KEPT - kept.length();
        if (room > 0) {
            kept.append(xml.getTextCharacters(), xml.getTextStart(), Math.min(more, room));
        }
    }

    String kept() {
        return kept.toString();
    }

    boolean isTooLong() {
        return length > Line.LONGEST_CELL;
    }
}
