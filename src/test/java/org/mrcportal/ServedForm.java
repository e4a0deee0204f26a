package org.mrcportal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/**
 * A form as a page serves it, with what a browser would send were it sent back as it is.
 *
 * @param action where it goes to
 */
record ServedForm(String action, Map<String, List<String>> fields) {

    private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile(
            "<input\\b([^>]*)>|<textarea\\b([^>]*)>(.*?)</textarea>|<select\\b([^>]*)>(.*?)</select>", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("<option\\b([^>]*)>([^<]*)", Pattern.DOTALL);

    /** Those that are posted, without the ones in the frame of every page. */
    static List<ServedForm> posted(String page, String address) {
        List<ServedForm> forms = new ArrayList<>();
        Matcher form = FORM.matcher(page);
        while (form.find()) {
            String action = attribute(form.group(1), "action", address);
            if (attribute(form.group(1), "method", "get").equals("post")
                    && !action.startsWith("/sign-out")
                    && !action.startsWith("/staff/language")) {
                forms.add(new ServedForm(action, fields(form.group(2))));
            }
        }
        return forms;
    }

    private static Map<String, List<String>> fields(String form) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(form);
        while (field.find()) {
            if (field.group(1) != null) {
                input(field.group(1), fields);
            } else if (field.group(2) != null) {
                add(field.group(2), HtmlUtils.htmlUnescape(field.group(3)).replaceFirst("^\n", ""), fields);
            } else {
                add(field.group(4), chosen(field.group(5)), fields);
            }
        }
        return fields;
    }

    private static void input(String tag, Map<String, List<String>> fields) {
        String type = attribute(tag, "type", "text");
        boolean ticked = type.equals("radio") || type.equals("checkbox");
        if (!type.equals("file") && !type.equals("submit") && (!ticked || tag.contains("checked"))) {
            add(tag, attribute(tag, "value", ticked ? "on" : ""), fields);
        }
    }

    private static String chosen(String options) {
        Matcher option = OPTION.matcher(options);
        String first = null;
        while (option.find()) {
            String value = attribute(option.group(1), "value", HtmlUtils.htmlUnescape(option.group(2)));
            if (option.group(1).contains("selected")) {
                return value;
            }
            first = first == null ? value : first;
        }
        return first == null ? "" : first;
    }

    private static void add(String tag, String value, Map<String, List<String>> fields) {
        String name = attribute(tag, "name", "");
        if (!name.isEmpty() && !tag.matches("(?s).*\\bdisabled\\b.*")) {
            fields.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
        }
    }

    private static String attribute(String tag, String name, String otherwise) {
        Matcher found = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
        return found.find() ? HtmlUtils.htmlUnescape(found.group(1)) : otherwise;
    }

    /** What it shows, without what is new each time. */
    Map<String, List<String>> shown() {
        Map<String, List<String>> shown = new LinkedHashMap<>(fields);
        shown.keySet().removeAll(List.of("_csrf", "once", "version", "seen"));
        return shown;
    }
}
