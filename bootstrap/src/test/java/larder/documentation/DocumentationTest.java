package larder.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every path, every class and every test that the documentation names exists. */
final class DocumentationTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-z]+)+)(?:\\.[a-zA-Z]+)?`");

    private static final Pattern VARIABLE = Pattern.compile("(?m)^    (LARDER_[A-Z_]+)[,;(]");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)\\.(\\w+_\\w+)`");

    /** Names of other people's classes, and words that only look like one. */
    private static final Set<String> FOREIGN = Set.of("CachingUserRepository");

    @Test
    void every_link_leads_somewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int seen = 0;
        for (Path page : pages()) {
            for (String link : found(LINK, page)) {
                seen++;
                if (!Files.exists(page.resolveSibling(link))) {
                    broken.add(ROOT.relativize(page) + " -> " + link);
                }
            }
        }
        assertTrue(seen > 20, "the pattern finds the links");
        assertEquals(List.of(), broken);
    }

    @Test
    void every_class_that_a_page_names_exists() throws IOException {
        Set<String> sources = sourceNames();
        List<String> missing = new ArrayList<>();
        for (Path page : pages()) {
            for (String name : found(CLASS, page)) {
                if (!sources.contains(name) && !FOREIGN.contains(name) && !isForeign(name)) {
                    missing.add(ROOT.relativize(page) + " -> " + name);
                }
            }
        }
        assertFalse(sources.isEmpty());
        assertEquals(List.of(), missing);
    }

    @Test
    void every_test_that_a_page_names_exists() throws IOException {
        List<String> missing = new ArrayList<>();
        int seen = 0;
        for (Path page : pages()) {
            for (MatchResult test :
                    TEST.matcher(Files.readString(page)).results().toList()) {
                seen++;
                List<Path> sources = walked(path -> path.endsWith(test.group(1) + ".java"));
                if (sources.size() != 1
                        || !Files.readString(sources.getFirst()).contains("void " + test.group(2) + "(")) {
                    missing.add(ROOT.relativize(page) + " -> " + test.group());
                }
            }
        }
        assertTrue(seen > 15, "the pattern finds the tests");
        assertEquals(List.of(), missing);
    }

    @Test
    void the_README_has_every_setting_and_every_command() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        List<String> missing = Stream.concat(
                        found(VARIABLE, ROOT.resolve("bootstrap/src/main/java/larder/bootstrap/Variable.java"))
                                .stream(),
                        Stream.of(
                                "./larder dev", "./larder serve", "./larder check", "./larder doctor", "./larder help"))
                .filter(name -> !readme.contains(name))
                .toList();
        assertEquals(List.of(), missing);
    }

    /** What is written as code and belongs to a library or a server. */
    private static boolean isForeign(String name) {
        return name.equals("DDLDatabase") || name.equals("NullMarked");
    }

    private static List<String> found(Pattern pattern, Path page) throws IOException {
        return pattern.matcher(Files.readString(page))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static List<Path> pages() throws IOException {
        return walked(path -> path.toString().endsWith(".md"));
    }

    /** The names of the sources' types, those within others included. */
    private static Set<String> sourceNames() throws IOException {
        Pattern type = Pattern.compile("(?:class|interface|record|enum) ([A-Z]\\w+)");
        return walked(path -> path.toString().endsWith(".java")).stream()
                .flatMap(source -> {
                    try {
                        return found(type, source).stream();
                    } catch (IOException failed) {
                        throw new java.io.UncheckedIOException(failed);
                    }
                })
                .collect(Collectors.toSet());
    }

    private static List<Path> walked(java.util.function.Predicate<Path> wanted) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(wanted)
                    .filter(path -> !path.toString().contains("/target/"))
                    .toList();
        }
    }
}
