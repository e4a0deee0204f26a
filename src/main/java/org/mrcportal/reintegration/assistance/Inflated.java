package org.mrcportal.reintegration.assistance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** How much the packed parts of a paper come to, in bytes; told without keeping them. */
final class Inflated {

    private Inflated() {}

    /** @param most counting stops above it */
    static long of(byte[] file, long most) {
        Inflater inflater = new Inflater(true);
        try {
            return of(file, inflater, most);
        } finally {
            inflater.end();
        }
    }

    private static long of(byte[] file, Inflater inflater, long most) {
        long total = 0;
        byte[] mark = "stream".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + mark.length + 2 < file.length && total <= most; i++) {
            if (Arrays.equals(file, i, i + mark.length, mark, 0, mark.length)) {
                int start = i + mark.length;
                while (start < file.length && file[start] == ' ') {
                    start++;
                }
                if (start < file.length && file[start] == '\r') {
                    start++;
                }
                if (start < file.length && file[start] == '\n') {
                    start++;
                }
                total += of(file, start, inflater, most);
            }
        }
        return total;
    }

    /** As PDFBox unpacks: whatever the two bytes in front say. */
    private static long of(byte[] file, int start, Inflater inflater, long most) {
        if (start + 2 >= file.length) {
            return 0;
        }
        inflater.reset();
        inflater.setInput(file, start + 2, file.length - start - 2);
        byte[] piece = new byte[64 * 1024];
        long total = 0;
        try {
            for (int got = inflater.inflate(piece); got > 0 && total <= most; got = inflater.inflate(piece)) {
                total += got;
            }
        } catch (DataFormatException notPacked) {
            return total;
        }
        return total;
    }
}
