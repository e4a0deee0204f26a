package org.mrcportal.reporting.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mrcportal.Fixtures;
import org.mrcportal.Visitor;

/** A manager signed in, reading pages as text. */
final class ManagerVisit {

    private static final Pattern NUMBER =
            Pattern.compile("<(a|span)[^>]*class=\"number[^\"]*\"(?: href=\"([^\"]*)\")?[^>]*>([^<]*)<");
    private static final Pattern PAGE = Pattern.compile("<a rel=\"(prev|next)\" href=\"([^\"]*)\"");
    private static final Pattern TITLE = Pattern.compile("<h1[^>]*>([^<]*)</h1>");
    private static final Pattern ROW = Pattern.compile("<tbody.*?</tbody>", Pattern.DOTALL);

    private final Visitor visitor;

    ManagerVisit(int port, Fixtures.Staff manager) {
        visitor = new Visitor(port);
        assertThat(visitor.signIn(manager.username(), Fixtures.PASSWORD).status())
                .isBetween(300, 399);
    }

    /** A number as it stands on a page; no address: hidden, or none. */
    record Shown(String text, String href) {}

    Visitor.Page get(String path) {
        return visitor.get(path);
    }

    String page(String path) {
        Visitor.Page page = visitor.get(path);
        assertThat(page.status()).as(path).isEqualTo(200);
        return page.body();
    }

    static List<Shown> numbers(String html) {
        List<Shown> numbers = new ArrayList<>();
        Matcher found = NUMBER.matcher(html);
        while (found.find()) {
            String href = found.group(2);
            numbers.add(new Shown(found.group(3).strip(), href == null ? "" : href.replace("&amp;", "&")));
        }
        return numbers;
    }

    /** The part of a page from the element with this id to the next section's end. */
    static String section(String html, String id) {
        int from = html.indexOf("id=\"" + id + "\"");
        assertThat(from).as(id).isPositive();
        return html.substring(from, html.indexOf("</section>", from));
    }

    /** Walks all pages of a list, forwards and back, and counts its rows. */
    Listed list(String path) {
        String html = page(path);
        String title = first(TITLE, html);
        int rows = 0;
        List<String> onward = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        String next = path;
        String last = html;
        while (!next.isEmpty()) {
            last = next.equals(path) ? html : page(next);
            rows += rows(last);
            onward.add(tbody(last));
            seen.add(next);
            next = links(last).getOrDefault("next", "");
            assertThat(seen.size()).as("pages of %s", path).isLessThan(100);
        }
        List<String> back = new ArrayList<>(List.of(tbody(last)));
        String previous = links(last).getOrDefault("prev", "");
        while (!previous.isEmpty()) {
            String earlier = page(previous);
            back.addFirst(tbody(earlier));
            previous = links(earlier).getOrDefault("prev", "");
        }
        assertThat(back).as("the same list backwards: %s", path).isEqualTo(onward);
        return new Listed(title, rows, String.join("\n", onward));
    }

    /** A whole list. */
    record Listed(String title, int rows, String text) {
        long number() {
            return Long.parseLong(title.replaceAll("[^0-9]", ""));
        }
    }

    private static String tbody(String html) {
        return first(ROW, html);
    }

    private static int rows(String html) {
        return tbody(html).split("<tr ", -1).length - 1;
    }

    private static Map<String, String> links(String html) {
        Map<String, String> links = new LinkedHashMap<>();
        Matcher found = PAGE.matcher(html);
        while (found.find()) {
            links.put(found.group(1), found.group(2).replace("&amp;", "&"));
        }
        return links;
    }

    private static String first(Pattern pattern, String html) {
        Matcher found = pattern.matcher(html);
        return found.find() ? found.group(found.groupCount()) : "";
    }
}
