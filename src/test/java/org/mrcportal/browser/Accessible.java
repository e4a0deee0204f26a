package org.mrcportal.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What every page must be: no axe violation of WCAG 2.2 AA, and no sideways scrolling of the page itself. */
final class Accessible {

    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final String AXE = AxeBuilder.getAxeScript();

    /** The page's own document is all there is, no frame: so axe runs in it, without a second window for each report. */
    private static final String VIOLATIONS = """
            async tags => {
                if (window.frames.length > 0) throw new Error('A frame is not looked into');
                const found = await axe.run(document, {
                    runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
                return found.violations.flatMap(rule => rule.nodes.map(
                    node => `${rule.id}: ${rule.help}\\n${node.html}\\n${node.failureSummary}`));
            }
            """;

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
        if (Boolean.FALSE.equals(page.evaluate("'axe' in window"))) {
            page.evaluate(AXE);
        }
        assertThat((List<?>) page.evaluate(VIOLATIONS, RULES)).as(where).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s fits", where)
                .isEqualTo(true);
        assertThat(page.content()).as("%s has no key without a text", where).doesNotContain("??");
    }
}
