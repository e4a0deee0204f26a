package org.mrcportal.shared;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/**
 * A QR code to be drawn as one path of an SVG picture, on a square with the quiet margin the standard asks for.
 *
 * @param side length of a side, in modules
 * @param path what is dark
 */
public record QrCode(int side, String path) {

    private static final int MARGIN = 4;

    public static QrCode of(String text) {
        try {
            ByteMatrix dark = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
            StringBuilder path = new StringBuilder();
            for (int y = 0; y < dark.getHeight(); y++) {
                for (int x = 0; x < dark.getWidth(); x++) {
                    int run = x;
                    while (run < dark.getWidth() && dark.get(run, y) == 1) {
                        run++;
                    }
                    if (run > x) {
                        path.append("M%d %dh%dv1H%dz".formatted(x + MARGIN, y + MARGIN, run - x, x + MARGIN));
                        x = run;
                    }
                }
            }
            return new QrCode(dark.getWidth() + 2 * MARGIN, path.toString());
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("No QR code holds a text of " + text.length(), tooLong);
        }
    }
}
