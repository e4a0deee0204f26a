package org.mrcportal;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTests {

    private static final Path MAIN = Path.of("src/main");
    private static final Path BUNDLES = MAIN.resolve("resources/messages");
    private static final List<String> EVERYBODY = List.of("uz", "ru", "tg", "ky");
    private static final List<String> STAFF = List.of("uz", "ru");

    /** Codes of validation messages are built by Spring: {@code NotBlank.<form>.<field>}, {@code typeMismatch…}. */
    private static final Pattern CONSTRAINT = Pattern.compile(
            "(NotNull|NotBlank|NotEmpty|Size|Email|Pattern|Min|Max|AssertTrue|typeMismatch|Past|PastOrPresent|FutureOrPresent)(\\..*)?");

    @Test
    void everyBundleHasTheSameKeysInEachOfItsLanguages() throws IOException {
        for (String bundle : bundles()) {
            Set<String> english = keys(bundle, "");
            for (String language : languages(bundle)) {
                assertThat(keys(bundle, "_" + language))
                        .as("%s in %s", bundle, language)
                        .isEqualTo(english);
            }
        }
    }

    @Test
    void noKeyStandsInTwoBundles() throws IOException {
        Set<String> seen = new HashSet<>();
        for (String bundle : bundles()) {
            for (String key : keys(bundle, "")) {
                assertThat(seen.add(key)).as("%s stands twice", key).isTrue();
            }
        }
    }

    @Test
    void everyMessageIsAValidPatternThatLeavesNoArgumentOut() throws IOException {
        for (String bundle : bundles()) {
            Properties english = load(bundle, "");
            for (String language : languages(bundle)) {
                Properties translated = load(bundle, "_" + language);
                for (String key : english.stringPropertyNames()) {
                    assertThat(arguments(translated.getProperty(key), language))
                            .as("arguments of %s in %s", key, language)
                            .containsAll(arguments(english.getProperty(key), "en"));
                }
            }
        }
    }

    @Test
    void noMessageIsEmptyOrMissingItsUzbekLetters() throws IOException {
        for (String bundle : bundles()) {
            for (String language : Stream.concat(
                            Stream.of(""), languages(bundle).stream().map(l -> "_" + l))
                    .toList()) {
                Properties messages = load(bundle, language);
                for (String key : messages.stringPropertyNames()) {
                    assertThat(messages.getProperty(key))
                            .as("%s%s: %s", bundle, language, key)
                            .isNotBlank();
                    if (language.equals("_uz")) {
                        assertThat(messages.getProperty(key))
                                .as("%s: oʻ and gʻ are written with U+02BB", key)
                                .doesNotContainPattern("[oOgG]['`\u2018\u2019\u02BC]");
                    }
                }
            }
        }
    }

    /** Without arguments a message is no pattern: the reader would see both apostrophes. */
    @Test
    void noApostropheIsDoubledWhereThereIsNoArgument() throws IOException {
        for (String bundle : bundles()) {
            for (String language : Stream.concat(
                            Stream.of(""), languages(bundle).stream().map(l -> "_" + l))
                    .toList()) {
                Properties messages = load(bundle, language);
                for (String key : messages.stringPropertyNames()) {
                    String message = messages.getProperty(key);
                    assertThat(message.contains("''")
                                    && arguments(message, "en").isEmpty())
                            .as("%s%s: %s", bundle, language, key)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void everyKeyIsUsed() throws IOException {
        Set<String> words = words();
        Set<String> unused = new TreeSet<>();
        for (String bundle : bundles()) {
            for (String key : keys(bundle, "")) {
                if (!CONSTRAINT.matcher(key).matches() && !used(key, words)) {
                    unused.add(bundle + ": " + key);
                }
            }
        }
        assertThat(unused).isEmpty();
    }

    @Test
    void everyKeyThatATemplateNamesExists() throws IOException {
        Set<String> all = new HashSet<>();
        for (String bundle : bundles()) {
            all.addAll(keys(bundle, ""));
        }
        TreeMap<String, String> missing = new TreeMap<>();
        Pattern literal = Pattern.compile("#\\{([A-Za-z][\\w.-]*)[(}]");
        for (Path template : files(MAIN.resolve("resources/templates"))) {
            Matcher named = literal.matcher(Files.readString(template).replaceAll("(?s)<!--.*?-->", ""));
            while (named.find()) {
                if (!all.contains(named.group(1))) {
                    missing.put(named.group(1), template.toString());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /** Used as it stands, or built from a prefix that ends with a dot, as in {@code #{|topic.${code}|}}. */
    private static boolean used(String key, Set<String> words) {
        if (words.contains(key)) {
            return true;
        }
        for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
            if (words.contains(key.substring(0, dot + 1))) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> words() throws IOException {
        Set<String> words = new HashSet<>();
        Pattern word = Pattern.compile("[A-Za-z][\\w-]*(\\.[A-Za-z0-9_][\\w-]*)+\\.?|[a-z][\\w-]*\\.(?=[\"'$|_])");
        for (Path source : Stream.concat(
                        files(MAIN.resolve("resources/templates")).stream(), files(MAIN.resolve("java")).stream())
                .toList()) {
            Matcher found = word.matcher(Files.readString(source));
            while (found.find()) {
                words.add(found.group());
            }
        }
        return words;
    }

    private static List<String> languages(String bundle) {
        return bundle.endsWith("-staff") ? STAFF : EVERYBODY;
    }

    private static List<String> bundles() throws IOException {
        return files(BUNDLES).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.contains("_"))
                .map(name -> name.replace(".properties", ""))
                .sorted()
                .toList();
    }

    private static Set<String> keys(String bundle, String suffix) throws IOException {
        return new TreeSet<>(load(bundle, suffix).stringPropertyNames());
    }

    private static Properties load(String bundle, String suffix) throws IOException {
        Properties messages = new Properties();
        try (var reader = Files.newBufferedReader(BUNDLES.resolve(bundle + suffix + ".properties"))) {
            messages.load(reader);
        }
        return messages;
    }

    /** Also those inside the branches of a plural or a select, which ICU does not list. */
    private static Set<Object> arguments(String pattern, String language) {
        new MessageFormat(pattern, Locale.forLanguageTag(language)); // throws where it is malformed
        Set<Object> arguments = new HashSet<>();
        Matcher argument = Pattern.compile("\\{(\\d+)[,}]").matcher(pattern);
        while (argument.find()) {
            arguments.add(argument.group(1));
        }
        return arguments;
    }

    private static List<Path> files(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
