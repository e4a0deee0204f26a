package org.mrcportal.shared;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A QR code to be drawn as one path of an SVG picture, on a square with the quiet margin the standard asks for.
 *
 * @param side length of a side, in modules
 * @param path what is dark
 */
public record QrCode(int side, String path) {

    private static final int MARGIN = 4;

    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)");

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

    /** Row by row, 1 dark and 0 light, with the margin: for paper that draws no SVG. */
    public List<String> rows() {
        char[][] rows = new char[side][side];
        for (char[] row : rows) {
            Arrays.fill(row, '0');
        }
        Matcher run = RUN.matcher(path);
        while (run.find()) {
            int x = Integer.parseInt(run.group(1));
            Arrays.fill(rows[Integer.parseInt(run.group(2))], x, x + Integer.parseInt(run.group(3)), '1');
        }
        return Arrays.stream(rows).map(String::new).toList();
    }
}
