package org.mrcportal.reintegration.assistance;

import java.util.ArrayList;
import java.util.List;

/** Finds names in the bytes of a paper, written plainly or with number signs. */
final class PaperNames {

    private final byte[] file;
    private int at;
    private String name = "";

    PaperNames(byte[] file) {
        this.file = file;
    }

    boolean next() {
        while (at < file.length && file[at] != '/') {
            at++;
        }
        if (at >= file.length) {
            return false;
        }
        name = read();
        return true;
    }

    String name() {
        return name;
    }

    /** The name or the names of the list that follow; none where something else follows, such as a reference. */
    List<String> value() {
        skip();
        if (at < file.length && file[at] == '/') {
            return List.of(read());
        }
        List<String> all = new ArrayList<>();
        if (at >= file.length || file[at] != '[') {
            return all;
        }
        at++;
        for (skip(); at < file.length && file[at] == '/'; skip()) {
            all.add(read());
        }
        return at < file.length && file[at] == ']' ? all : List.of();
    }

    private String read() {
        StringBuilder read = new StringBuilder();
        at++;
        while (at < file.length && !isSpace(file[at]) && "()<>[]{}/%".indexOf(file[at]) < 0) {
            int high = at + 2 < file.length ? Character.digit(file[at + 1], 16) : -1;
            int low = at + 2 < file.length ? Character.digit(file[at + 2], 16) : -1;
            if (file[at] == '#' && high >= 0 && low >= 0) {
                read.append((char) (high * 16 + low));
                at += 3;
            } else {
                read.append((char) (file[at] & 0xFF));
                at++;
            }
        }
        return read.toString();
    }

    private void skip() {
        while (at < file.length && (isSpace(file[at]) || file[at] == '%')) {
            if (file[at] == '%') {
                while (at < file.length && file[at] != '\r' && file[at] != '\n') {
                    at++;
                }
            } else {
                at++;
            }
        }
    }

    private static boolean isSpace(byte b) {
        return b == 0 || b == 9 || b == 10 || b == 12 || b == 13 || b == 32;
    }
}
