package org.mrcportal.reintegration.assistance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * A PDF saved anew, without what it and its pictures say about camera, place, author or program. Before anything is unpacked,
 * the bytes are searched for what could become far larger than they are.
 */
final class Paper {

    private static final int MOST_PAGES = 100;
    private static final long MOST_INFLATED = 80L * 1024 * 1024;
    private static final int MOST_OBJECTS = 50_000;

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
     * Ways of packing that {@link Inflated} cannot count, or whose pictures keep what {@link Photo} does not find. Nothing
     * that prints or scans papers today needs them.
     */
    private static final Set<String> UNUSUAL = Set.of(
            "ASCIIHexDecode",
            "AHx",
            "ASCII85Decode",
            "A85",
            "LZWDecode",
            "LZW",
            "RunLengthDecode",
            "RL",
            "JPXDecode",
            "JBIG2Decode",
            "Crypt");

    private static final List<COSName> SAYS_WHO = List.of(
            COSName.METADATA,
            COSName.getPDFName("PieceInfo"),
            COSName.getPDFName("LastModified"),
            COSName.getPDFName("Thumb"));

    private static final List<COSName> SAYS_WHO_REMARKED = List.of(
            COSName.T,
            COSName.CONTENTS,
            COSName.M,
            COSName.getPDFName("NM"),
            COSName.getPDFName("RC"),
            COSName.getPDFName("Subj"),
            COSName.CREATION_DATE);

    private Paper() {}

    static byte[] cleaned(byte[] sent) throws EvidenceRefused {
        lookAtPacking(sent);
        if (Inflated.of(sent, MOST_INFLATED) > MOST_INFLATED) {
            throw new EvidenceRefused(EvidenceRefused.Reason.DAMAGED);
        }
        try (PDDocument document = Loader.loadPDF(sent, "", null, null, IOUtils.createMemoryOnlyStreamCache())) {
            if (document.isEncrypted()) {
                throw new EvidenceRefused(EvidenceRefused.Reason.PDF_LOCKED);
            }
            if (document.getNumberOfPages() < 1 || document.getNumberOfPages() > MOST_PAGES) {
                throw new EvidenceRefused(EvidenceRefused.Reason.PDF_TOO_LONG);
            }
            new Search().clean(document);
            document.setDocumentInformation(new PDDocumentInformation());
            document.getDocumentCatalog().getCOSObject().removeItem(COSName.OPEN_ACTION);
            ByteArrayOutputStream saved = new ByteArrayOutputStream();
            document.save(saved);
            return saved.toByteArray();
        } catch (InvalidPasswordException locked) {
            throw new EvidenceRefused(EvidenceRefused.Reason.PDF_LOCKED);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError broken) {
            throw new EvidenceRefused(EvidenceRefused.Reason.DAMAGED);
        }
    }

    /**
     * Streams stand in the open: each says beside it how it is packed. What says so somewhere else, or packs in an unusual
     * way or twice, is refused.
     */
    private static void lookAtPacking(byte[] file) throws EvidenceRefused {
        PaperNames names = new PaperNames(file);
        while (names.next()) {
            if (names.name().equals("Filter") && isUnusual(names.value())) {
                throw new EvidenceRefused(EvidenceRefused.Reason.PDF_PACKED);
            }
        }
    }

    private static boolean isUnusual(List<String> packed) {
        return packed.isEmpty()
                || packed.stream().anyMatch(UNUSUAL::contains)
                || packed.size() > 1 && packed.stream().anyMatch(way -> way.equals("FlateDecode") || way.equals("Fl"));
    }

    /** Goes through all objects of a paper, takes out what they say about people, and stops at the first that does something. */
    private static final class Search {

        private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private final ArrayDeque<COSBase> left = new ArrayDeque<>();

        void clean(PDDocument document) throws IOException, EvidenceRefused {
            add(document.getDocument().getTrailer());
            while (!left.isEmpty()) {
                COSBase next = left.pop();
                if (seen.size() > MOST_OBJECTS) {
                    throw new EvidenceRefused(EvidenceRefused.Reason.PDF_TOO_LONG);
                }
                if (next instanceof COSDictionary dictionary) {
                    clean(dictionary);
                } else if (next instanceof COSArray array) {
                    array.forEach(this::add);
                }
            }
        }

        private void clean(COSDictionary dictionary) throws IOException, EvidenceRefused {
            SAYS_WHO.forEach(dictionary::removeItem);
            if (isRemark(dictionary)) {
                SAYS_WHO_REMARKED.forEach(dictionary::removeItem);
            }
            if (dictionary instanceof COSStream stream) {
                if (isPhoto(stream)) {
                    clean(stream);
                } else if (isPlainlyPacked(stream)) {
                    lookInside(stream);
                }
            }
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

        /** Put onto a page by somebody. The fields of a form are none: what is filled in belongs to the paper. */
        private static boolean isRemark(COSDictionary dictionary) {
            return dictionary.containsKey(COSName.RECT)
                    && dictionary.getDictionaryObject(COSName.SUBTYPE) instanceof COSName kind
                    && !kind.equals(COSName.WIDGET);
        }

        private static boolean isPhoto(COSStream stream) {
            COSBase packed = stream.getFilters();
            COSBase first = packed instanceof COSArray all && all.size() > 0 ? all.getObject(0) : packed;
            return COSName.DCT_DECODE.equals(first) || COSName.DCT_DECODE_ABBREVIATION.equals(first);
        }

        /** What draws pages is: deflated or not packed at all. Pictures may need far more memory once they are unpacked. */
        private static boolean isPlainlyPacked(COSStream stream) {
            COSBase packed = stream.getFilters();
            return !COSName.IMAGE.equals(stream.getDictionaryObject(COSName.SUBTYPE))
                    && !stream.containsKey(COSName.DECODE_PARMS)
                    && !stream.containsKey(COSName.DP)
                    && (packed == null
                            || COSName.FLATE_DECODE.equals(packed)
                            || packed instanceof COSArray all
                                    && all.size() == 1
                                    && COSName.FLATE_DECODE.equals(all.getObject(0)));
        }

        /** A photo may lie amid what draws a page, where nothing takes out what the camera has put in. */
        private static void lookInside(COSStream stream) throws IOException, EvidenceRefused {
            try (InputStream unpacked = stream.createInputStream()) {
                PaperNames names = new PaperNames(unpacked.readAllBytes());
                while (names.next()) {
                    if (names.name().equals("DCTDecode") || names.name().equals("DCT")) {
                        throw new EvidenceRefused(EvidenceRefused.Reason.PDF_PACKED);
                    }
                }
            }
        }

        private static void clean(COSStream stream) throws IOException {
            byte[] photo;
            try (InputStream raw = stream.createRawInputStream()) {
                photo = raw.readAllBytes();
            }
            try (OutputStream raw = stream.createRawOutputStream()) {
                raw.write(Photo.plain(photo));
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
