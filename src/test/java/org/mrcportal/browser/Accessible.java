package org.mrcportal.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What every page must be: no axe violation of WCAG 2.2 AA, and no sideways scrolling of the page itself. */
final class Accessible {

    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private Accessible() {}

    /** On a phone and at a desk, one after the other: the page need not be asked for twice. */
    static void checkOnPhoneAndDesk(Page page) {
        for (int width : List.of(360, 1280)) {
            page.setViewportSize(width, 740);
            check(page);
        }
    }

    static void check(Page page) {
        String where = page.url() + " at " + page.viewportSize().width + " px";
        assertThat(new AxeBuilder(page).withTags(RULES).analyze().getViolations())
                .as(where)
                .isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s fits", where)
                .isEqualTo(true);
        assertThat(page.content()).as("%s has no key without a text", where).doesNotContain("??");
    }
}
