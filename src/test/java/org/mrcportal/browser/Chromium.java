package org.mrcportal.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the system's Chromium as a {@link Chromium} parameter. Without one the tests are skipped with the command
 * that installs it, except with {@code CI=true}, where a missing browser is a failure.
 */
public final class Chromium implements ExecutionCondition, ParameterResolver {

    private static @Nullable Browser shared;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (program().isPresent() || "true".equals(System.getenv("CI"))) {
            return ConditionEvaluationResult.enabled("Chromium is asked for");
        }
        String message = "Browser tests are skipped: no Chromium found. Install it with: sudo apt-get install chromium";
        System.out.println(message);
        return ConditionEvaluationResult.disabled(message);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return this;
    }

    /**
     * A fresh visitor.
     *
     * @param width of the screen in CSS pixels
     * @param script whether JavaScript runs
     */
    public BrowserContext visitor(int width, boolean script, String locale) {
        return browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 740)
                        .setJavaScriptEnabled(script)
                        .setLocale(locale));
    }

    private static synchronized Browser browser() {
        Browser running = shared;
        if (running == null) {
            Path program = program()
                    .orElseThrow(() -> new IllegalStateException(
                            "No Chromium found, and CI=true: install it with apt-get install chromium"));
            running = Playwright.create(
                            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(program)
                            .setHeadless(true)
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-dev-shm-usage",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync",
                                    "--no-first-run")));
            shared = running;
        }
        return running;
    }

    private static Optional<Path> program() {
        return Stream.of(
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome",
                        "/snap/bin/chromium",
                        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
