package org.mrcportal.outreach.session;

import java.io.StringWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.mrcportal.outreach.OutreachLabels;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Writes sessions as an Atom feed (RFC 4287): the last changed come first, a cancelled one says so in its title. */
@Component
class SessionAtom {

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final int MOST = 60;
    private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();

    private final OutreachLabels labels;
    private final MessageSource messages;

    SessionAtom(OutreachLabels labels, MessageSource messages) {
        this.labels = labels;
        this.messages = messages;
    }

    String of(SessionFeed.Content content) {
        List<SessionFeed.Entry> entries = content.entries().stream()
                .sorted(Comparator.comparing(SessionFeed.Entry::changedAt)
                        .thenComparing(entry -> entry.session().id().id())
                        .reversed())
                .limit(MOST)
                .toList();
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XML.createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(ATOM);
            xml.writeAttribute("xml:lang", content.locale().toLanguageTag());
            element(xml, "id", content.address() + ".atom");
            element(xml, "title", content.title());
            element(
                    xml,
                    "updated",
                    (entries.isEmpty() ? Instant.EPOCH : entries.getFirst().changedAt()).toString());
            author(xml, content.author());
            link(xml, "self", "application/atom+xml", content.address() + ".atom");
            link(xml, "alternate", "text/html", content.list());
            for (SessionFeed.Entry entry : entries) {
                entry(xml, entry, content.locale());
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException unwritable) {
            throw new IllegalStateException("No feed could be written", unwritable);
        }
        return text.toString();
    }

    private void entry(XMLStreamWriter xml, SessionFeed.Entry entry, Locale locale) throws XMLStreamException {
        String state = entry.isCancelled() ? text("sessions.state.cancelled", locale) + ": " : "";
        xml.writeStartElement("entry");
        element(xml, "id", "urn:uuid:" + entry.session().id());
        element(xml, "title", state + entry.title());
        element(xml, "published", entry.publishedAt().toString());
        element(xml, "updated", entry.changedAt().toString());
        link(xml, "alternate", "text/html", entry.address());
        for (String topic : entry.session().topics()) {
            xml.writeEmptyElement("category");
            xml.writeAttribute("term", topic.toLowerCase(Locale.ROOT).replace('_', '-'));
            xml.writeAttribute("label", labels.topic(topic, locale));
        }
        element(
                xml,
                "summary",
                state + entry.when() + ". " + entry.place()
                        + (entry.description() == null ? "" : ". " + entry.description()));
        xml.writeEndElement();
    }

    private static void author(XMLStreamWriter xml, String name) throws XMLStreamException {
        xml.writeStartElement("author");
        element(xml, "name", name);
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String relation, String type, String address)
            throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("type", type);
        xml.writeAttribute("href", address);
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, locale));
    }
}
