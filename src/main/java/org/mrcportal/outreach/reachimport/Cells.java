package org.mrcportal.outreach.reachimport;

import java.util.List;

/** What stands in cells. */
final class Cells {

    private Cells() {}

    /** So much of a text as is ever used, without what no database keeps; an apostrophe that only says "text" goes. */
    static String kept(String cell) {
        String text = cell.length() > Line.KEPT ? cell.substring(0, Line.KEPT) : cell;
        String clean = text.indexOf('\u0000') < 0 ? text : text.replace("\u0000", "");
        return isMarkedText(clean) ? clean.substring(1) : clean;
    }

    /** Text of a file would be run as one by a spreadsheet. */
    static boolean isFormula(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '=';
    }

    private static boolean isMarkedText(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && "=+-@0123456789".indexOf(cell.charAt(1)) >= 0;
    }

    static void trim(List<String> cells) {
        while (!cells.isEmpty() && cells.getLast().isBlank()) {
            cells.removeLast();
        }
    }
}
