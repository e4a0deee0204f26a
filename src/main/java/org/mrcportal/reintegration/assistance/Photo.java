package org.mrcportal.reintegration.assistance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A JPEG without all that is no picture: of its segments only those stay that are needed to draw it. */
final class Photo {

    private static final int BEGINS = 0xD8;
    private static final int ENDS = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int FIRST_APPLICATION = 0xE0;
    private static final int LAST_APPLICATION = 0xEF;
    private static final int COMMENT = 0xFE;

    /** Says how colours are meant, in twelve bytes. */
    private static final int ADOBE = 0xEE;

    private Photo() {}

    /**
     * The same picture without camera, place, author, comments, small copies of it, or what hangs behind its end.
     *
     * @throws IOException where it is no JPEG
     */
    static byte[] plain(byte[] jpeg) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(jpeg.length);
        try {
            if (marker(jpeg, 0) != BEGINS) {
                throw new IOException("Not a JPEG");
            }
            plain.write(jpeg, 0, 2);
            int at = 2;
            while (true) {
                int marker = marker(jpeg, at);
                if (marker == 0xFF) {
                    at++;
                    continue;
                }
                if (marker == ENDS) {
                    plain.write(jpeg, at, 2);
                    return plain.toByteArray();
                }
                int end = at + 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
                if (marker == SCAN) {
                    end = endOfScan(jpeg, end);
                }
                if (isDrawn(marker, end - at)) {
                    plain.write(jpeg, at, end - at);
                }
                at = end;
            }
        } catch (IndexOutOfBoundsException broken) {
            throw new IOException("A JPEG that breaks off", broken);
        }
    }

    private static int marker(byte[] jpeg, int at) throws IOException {
        if ((jpeg[at] & 0xFF) != 0xFF) {
            throw new IOException("Not a JPEG");
        }
        return jpeg[at + 1] & 0xFF;
    }

    private static boolean isDrawn(int marker, int length) {
        return marker == ADOBE && length <= 16
                || marker != COMMENT && (marker < FIRST_APPLICATION || marker > LAST_APPLICATION);
    }

    /** Where the next marker stands that is neither a stuffed byte nor a restart. */
    private static int endOfScan(byte[] jpeg, int from) {
        int at = from;
        while ((jpeg[at] & 0xFF) != 0xFF || isWithinScan(jpeg[at + 1] & 0xFF)) {
            at++;
        }
        return at;
    }

    private static boolean isWithinScan(int next) {
        return next == 0 || next >= 0xD0 && next <= 0xD7;
    }
}
