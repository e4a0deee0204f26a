import com.sass_lang.embedded_protocol.OutputStyle;
import de.larsgrefer.sass.embedded.SassCompiler;
import de.larsgrefer.sass.embedded.SassCompilerFactory;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Build step: compiles {@code src/main/sass} into {@code target/classes/static/assets} and keeps only the rules whose
 * classes occur in an attribute of a template that can carry them, in a script, or in Java code that writes markup. A
 * class put together at run time is kept by its beginning: {@code govuk-tag--${colour}} keeps every {@code govuk-tag--…}.
 *
 * <p>The public sheet counts the public pages, and of the parts only those that a public page is made of. Beside each asset
 * lies its compressed twin.
 */
public class CompileSass {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_!-]+");
    private static final Pattern COMMENT = Pattern.compile("(?s)<!--/\\*.*?\\*/-->");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("\\s(class|th:(class|classappend|attr|with|replace|insert))=\"[^\"]*\"");
    private static final Pattern PART = Pattern.compile("~\\{([\\w/-]+)");
    private static final Pattern CLASS = Pattern.compile("\\.((?:[A-Za-z_-]|\\\\.)(?:[\\w-]|\\\\.)*)");

    private final Path main;
    private final Path libraries;
    private final Path assets;

    CompileSass(Path main, Path target) {
        this.main = main;
        libraries = target.resolve("sass");
        assets = target.resolve("classes/static/assets");
    }

    public static void main(String[] args) throws Exception {
        new CompileSass(Path.of(args[0]), Path.of(args[1])).run();
    }

    private void run() throws Exception {
        Files.createDirectories(assets);
        var changed = newest(main);
        if (isOlder(assets.resolve("public.css"), changed) || isOlder(assets.resolve("staff.css"), changed) || isOlder(assets.resolve("screen.css"), changed)) {
            try (SassCompiler sass = SassCompilerFactory.bundled()) {
                sass.setLoadPaths(files(libraries, libraries.resolve("node_modules")));
                sass.setOutputStyle(OutputStyle.COMPRESSED);
                sass.setQuietDeps(true);
                sass.setLoggingHandler(event -> {});
                compile(sass, "public.css", usedWords(false));
                compile(sass, "staff.css", usedWords(true));
                compile(sass, "screen.css", usedWords(true));
            }
        }
        try (Stream<Path> files = Files.list(assets)) {
            for (var file : files.filter(CompileSass::compresses).toList()) {
                gzip(file);
            }
        }
    }

    private void compile(SassCompiler sass, String name, Set<String> used) throws Exception {
        var source = main.resolve("sass").resolve(name.replace(".css", ".scss"));
        var css = sass.compileFile(source.toFile()).getCss();
        Files.writeString(assets.resolve(name), keepUsed(css.replace("\uFEFF", ""), used));
    }

    /** Every word that may be a class: more than the class names, and cheap. */
    private Set<String> usedWords(boolean staff) throws IOException {
        var words = new TreeSet<String>();
        for (var page : pages(staff)) {
            ATTRIBUTE.matcher(page).results().map(MatchResult::group).forEach(place -> addWords(place, words));
        }
        try (Stream<Path> files = Files.walk(main)) {
            for (var file : files.filter(f -> f.toString().matches(staff ? ".*\\.(java|js)" : ".*\\.java")).toList()) {
                var text = Files.readString(file);
                if (file.toString().endsWith(".js") || text.contains("class=")) {
                    addWords(text, words);
                }
            }
        }
        return words;
    }

    private static void addWords(String text, Set<String> words) {
        WORD.matcher(text).results().forEach(word -> words.add(word.group()));
    }

    /** The templates, without comments: all of them, or the public pages with the parts they are made of. */
    private List<String> pages(boolean staff) throws IOException {
        var templates = main.resolve("resources/templates");
        var texts = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(templates)) {
            for (var file : files.filter(f -> f.toString().endsWith(".html")).toList()) {
                var name = templates.relativize(file).toString().replace(File.separatorChar, '/').replace(".html", "");
                texts.put(name, COMMENT.matcher(Files.readString(file)).replaceAll(""));
            }
        }
        if (staff) {
            return List.copyOf(texts.values());
        }
        var open = new ArrayDeque<>(texts.keySet().stream()
                .filter(name -> name.startsWith("error/") || texts.get(name).contains("~{layout/page"))
                .toList());
        var seen = new TreeSet<>(open);
        while (!open.isEmpty()) {
            PART.matcher(texts.get(open.pop())).results()
                    .map(found -> found.group(1))
                    .filter(name -> texts.containsKey(name) && !name.equals("layout/staff") && seen.add(name))
                    .forEach(open::push);
        }
        return seen.stream().map(texts::get).toList();
    }

    private static String keepUsed(String css, Set<String> used) {
        var kept = new StringBuilder();
        for (int at = 0; at < css.length(); ) {
            int open = css.indexOf('{', at);
            int semicolon = css.indexOf(';', at);
            if (semicolon >= 0 && (open < 0 || semicolon < open)) {
                kept.append(css, at, semicolon + 1);
                at = semicolon + 1;
                continue;
            }
            if (open < 0) {
                break;
            }
            int close = closing(css, open);
            var head = css.substring(at, open).strip();
            var body = css.substring(open + 1, close);
            if (head.startsWith("@media") || head.startsWith("@supports")) {
                body = keepUsed(body, used);
            } else if (!head.startsWith("@")) {
                head = selectors(head).stream().filter(s -> isUsed(s, used)).collect(Collectors.joining(","));
            }
            if (!head.isEmpty() && !body.isEmpty()) {
                kept.append(head).append('{').append(body).append('}');
            }
            at = close + 1;
        }
        return kept.toString();
    }

    private static int closing(String css, int open) {
        int depth = 0;
        for (int at = open; at < css.length(); at++) {
            depth += css.charAt(at) == '{' ? 1 : css.charAt(at) == '}' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        throw new IllegalStateException("Unbalanced braces in the compiled CSS");
    }

    /** Splits at the commas outside parentheses. */
    private static List<String> selectors(String head) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int from = 0;
        for (int at = 0; at < head.length(); at++) {
            char c = head.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(head.substring(from, at).strip());
                from = at + 1;
            }
        }
        parts.add(head.substring(from).strip());
        return parts;
    }

    private static boolean isUsed(String selector, Set<String> used) {
        return CLASS.matcher(selector.replaceAll(":not\\([^)]*\\)", ""))
                .results()
                .map(match -> match.group(1).replace("\\", ""))
                .allMatch(name -> used.contains(name) || startsLikeAUsedOne(name, used));
    }

    private static boolean startsLikeAUsedOne(String name, Set<String> used) {
        for (int at = name.indexOf('-'); at >= 0; at = name.indexOf('-', at + 1)) {
            if (at > 0 && used.contains(name.substring(0, at + 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean compresses(Path file) {
        return file.toString().matches(".*\\.(css|js|svg)");
    }

    private static void gzip(Path file) throws IOException {
        var packed = file.resolveSibling(file.getFileName() + ".gz");
        if (!isOlder(packed, Files.getLastModifiedTime(file))) {
            return;
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed)) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            Files.copy(file, out);
        }
    }

    private static boolean isOlder(Path file, FileTime time) throws IOException {
        return !Files.exists(file) || Files.getLastModifiedTime(file).compareTo(time) < 0;
    }

    private static FileTime newest(Path root) throws IOException {
        var newest = FileTime.fromMillis(0);
        try (Stream<Path> files = Files.walk(root)) {
            for (var file : files.filter(f -> f.toString().matches(".*\\.(scss|html|java|js)|.*sass")).toList()) {
                var time = Files.getLastModifiedTime(file);
                newest = time.compareTo(newest) > 0 ? time : newest;
            }
        }
        return newest;
    }

    private static List<File> files(Path... paths) {
        return Stream.of(paths).map(Path::toFile).toList();
    }
}
