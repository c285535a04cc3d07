package larder.devservices.software;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the two formats in which apt's sources are written: deb822 stanzas, and one source a line. */
final class AptSources {
    private static final Pattern LINE =
            Pattern.compile("^(deb|deb-src)\\s+(?:\\[([^]]*)]\\s*)?(\\S+)\\s+(\\S+)\\s*(.*)$");
    private static final Map<String, String> FIELDS =
            Map.of("arch", "Architectures", "lang", "Languages", "target", "Targets");

    private AptSources() {}

    /** Every source below an {@code /etc/apt}. */
    static List<AptSource> in(Path etcApt) throws IOException {
        List<AptSource> sources = new ArrayList<>();
        for (Path file : files(etcApt)) {
            String text = Files.readString(file);
            sources.addAll(file.toString().endsWith(".sources") ? stanzas(text) : lines(text));
        }
        return sources;
    }

    private static List<Path> files(Path etcApt) throws IOException {
        List<Path> files = new ArrayList<>();
        Path main = etcApt.resolve("sources.list");
        if (Files.isRegularFile(main)) {
            files.add(main);
        }
        Path parts = etcApt.resolve("sources.list.d");
        if (Files.isDirectory(parts)) {
            try (Stream<Path> listed = Files.list(parts)) {
                listed.filter(file -> file.toString().endsWith(".sources")
                                || file.toString().endsWith(".list"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }

    static List<AptSource> stanzas(String text) {
        List<AptSource> sources = new ArrayList<>();
        for (String stanza : text.replaceAll("(?m)^#.*\\R?", "").split("\\R(?:[ \\t]*\\R)+", -1)) {
            Map<String, String> fields = fields(stanza);
            if (fields.containsKey("URIs")) {
                sources.add(new AptSource(
                        words(fields.remove("Types")),
                        words(fields.remove("URIs")),
                        words(fields.remove("Suites")),
                        words(fields.remove("Components")),
                        fields));
            }
        }
        return sources;
    }

    /** A line that begins with a blank goes on with the field before it, as an inline key does. */
    private static Map<String, String> fields(String stanza) {
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String name = "";
        for (String line : stanza.lines().toList()) {
            int colon = line.indexOf(':');
            if (!line.isEmpty() && Character.isWhitespace(line.charAt(0)) && !name.isEmpty()) {
                fields.merge(name, line, (before, more) -> before + "\n" + more);
            } else if (colon > 0) {
                name = line.substring(0, colon).strip();
                fields.put(name, line.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    static List<AptSource> lines(String text) {
        List<AptSource> sources = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher matcher = LINE.matcher(line.replaceAll("#.*", "").strip());
            if (matcher.matches()) {
                String options = matcher.group(2) == null ? "" : matcher.group(2);
                sources.add(new AptSource(
                        List.of(matcher.group(1)),
                        List.of(matcher.group(3)),
                        List.of(matcher.group(4)),
                        words(matcher.group(5)),
                        options(options)));
            }
        }
        return sources;
    }

    private static Map<String, String> options(String bracketed) {
        Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String option : words(bracketed)) {
            int equals = option.indexOf('=');
            if (equals > 0) {
                String name = option.substring(0, equals).toLowerCase(Locale.ROOT);
                options.put(
                        FIELDS.getOrDefault(name, name),
                        option.substring(equals + 1).replace(',', ' '));
            }
        }
        return options;
    }

    private static List<String> words(@Nullable String value) {
        return value == null || value.isBlank()
                ? List.of()
                : List.of(value.strip().split("\\s+"));
    }
}
