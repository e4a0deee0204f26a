package org.mrcportal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModuleDependency;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyType;

/** What the documents say of the code is true of it. */
class DocumentationTests {

    private static final Path ARCHITECTURE = Path.of("docs/architecture.md");
    private static final Path CONFIGURATION = Path.of("docs/configuration.md");
    private static final Path OPERATIONS = Path.of("docs/operations.md");
    private static final Pattern UNLOGGED = Pattern.compile("(?m)(?<=^    )\\^/\\(calendar.*$");
    private static final Pattern DIAGRAM = Pattern.compile("(?s)(?<=```mermaid\n).*?(?=```)");
    private static final Pattern SETTING = Pattern.compile("\\$\\{(portal\\.[a-z.-]+)");

    /** Run with {@code -Dportal.docs=write} to bring the diagram up to date. */
    @Test
    void theDiagramShowsTheModulesAsTheyAre() throws IOException {
        String text = Files.readString(ARCHITECTURE);
        String current = diagram();
        if ("write".equals(System.getProperty("portal.docs"))) {
            text = DIAGRAM.matcher(text).replaceFirst(current);
            Files.writeString(ARCHITECTURE, text);
        }
        assertThat(text)
                .as("docs/architecture.md; mvn test -Dtest=DocumentationTests -Dportal.docs=write brings it up to date")
                .contains("```mermaid\n" + current + "```");
    }

    @Test
    void everySettingOfThePortalIsExplained() throws IOException {
        TreeSet<String> settings = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                SETTING.matcher(Files.readString(source)).results().forEach(found -> settings.add(found.group(1)));
            }
        }
        Properties defaults = new Properties();
        try (var file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            defaults.load(file);
        }
        settings.addAll(defaults.stringPropertyNames().stream()
                .filter(name -> name.startsWith("portal."))
                .toList());
        Path metadata = Path.of("target/classes/META-INF/spring-configuration-metadata.json");
        Pattern.compile("\"name\": \"(portal\\.[a-z.-]+)\",\\s+\"type\": \"[^\"]+\",\\s+\"(description|sourceType)\"")
                .matcher(Files.readString(metadata).replaceAll("(?s)\"groups\".*?\\],", ""))
                .results()
                .forEach(found -> settings.add(found.group(1)));
        settings.remove("portal.database.embedded"); // set by the portal itself

        String text = Files.readString(CONFIGURATION);
        assertThat(settings)
                .hasSizeGreaterThan(8)
                .allSatisfy(setting -> assertThat(text).contains("`" + setting + "`"));
    }

    @Test
    void everyLinkBetweenTheDocumentsLeadsSomewhere() throws IOException {
        Pattern link = Pattern.compile("\\]\\((?!https?:)([^)#]+)(#[^)]*)?\\)");
        try (Stream<Path> documents = Stream.concat(Files.walk(Path.of("docs")), Stream.of(Path.of("README.md")))) {
            for (Path document :
                    documents.filter(file -> file.toString().endsWith(".md")).toList()) {
                link.matcher(Files.readString(document))
                        .results()
                        .forEach(found -> assertThat(document.resolveSibling(found.group(1)))
                                .as("%s in %s", found.group(), document)
                                .exists());
            }
        }
    }

    @Test
    void everyAddressWithASecretIsAmongThoseThatNobodyLogs() throws IOException {
        String text = Files.readString(OPERATIONS);
        Pattern secrets = Pattern.compile(
                UNLOGGED.matcher(text).results().findFirst().orElseThrow().group());
        List<String> patterns = Routes.rules().stream()
                .map(rule -> rule.route().pattern())
                .filter(pattern -> pattern.matches(".*\\{(token|secret)}.*"))
                .toList();
        assertThat(patterns).isNotEmpty().allSatisfy(pattern -> {
            String address = pattern.replaceFirst("\\{lang[^}]*}", "uz").replaceFirst("\\{(token|secret)}", "k3y");
            assertThat(secrets.matcher(address).find()).isTrue();
        });
    }

    /** Calls as lines, events as dotted lines; shared is left out, for all use it. */
    private static String diagram() {
        ApplicationModules modules = ApplicationModules.of(PortalApplication.class);
        StringBuilder text = new StringBuilder("flowchart TD\n");
        List<ApplicationModule> drawn = modules.stream()
                .filter(module ->
                        !name(module).equals("shared") && !name(module).equals("config"))
                .sorted((one, other) -> name(one).compareTo(name(other)))
                .toList();
        drawn.forEach(module -> text.append("    ").append(name(module)).append('\n'));
        for (ApplicationModule module : drawn) {
            new TreeSet<>(module.getDirectDependencies(modules).stream()
                            .filter(arrow -> drawn.contains(arrow.getTargetModule()))
                            .map(arrow -> name(arrow.getTargetModule()))
                            .toList())
                    .forEach(target -> text.append(
                            "    %s %s %s\n".formatted(name(module), arrow(modules, module, target), target)));
        }
        return text.toString();
    }

    private static String arrow(ApplicationModules modules, ApplicationModule module, String target) {
        Stream<ApplicationModuleDependency> called = module.getDirectDependencies(modules).stream()
                .filter(arrow -> name(arrow.getTargetModule()).equals(target));
        return called.allMatch(arrow -> arrow.getDependencyType() == DependencyType.EVENT_LISTENER) ? "-.->" : "-->";
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }
}
