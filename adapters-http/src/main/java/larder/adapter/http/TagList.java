package larder.adapter.http;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code If-Match} or {@code If-None-Match} names. */
sealed interface TagList {
    /** One element of a list, which may be empty. */
    Pattern ELEMENT = Pattern.compile("[ \\t]*+(?:(W/)?+(\"[\\x21\\x23-\\x7e\\x80-\\xff]*+\"))?+[ \\t]*+");

    /** Whether a strong tag is one of these, none of which is weak. */
    boolean hasStrong(String tag);

    /** The same, whether they are weak or not. */
    boolean has(String tag);

    /** Whatever there is. */
    record Any() implements TagList {
        @Override
        public boolean hasStrong(String tag) {
            return true;
        }

        @Override
        public boolean has(String tag) {
            return true;
        }
    }

    /**
     * These.
     *
     * @param weak without what makes them weak
     */
    record Listed(Set<String> strong, Set<String> weak) implements TagList {
        @Override
        public boolean hasStrong(String tag) {
            return strong.contains(tag);
        }

        @Override
        public boolean has(String tag) {
            return strong.contains(tag) || weak.contains(tag);
        }
    }

    /** Reads a header's lines; empty when there are none. What is no list of tags is refused. */
    static Optional<TagList> of(String header, List<String> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String all = String.join(",", lines);
        return Optional.of(all.strip().equals("*") ? new Any() : listed(header, all));
    }

    private static Listed listed(String header, String all) {
        Listed listed = new Listed(new HashSet<>(), new HashSet<>());
        Matcher element = ELEMENT.matcher(all);
        for (int at = 0; at <= all.length(); at = element.end() + 1) {
            boolean whole = element.region(at, all.length()).lookingAt()
                    && (element.end() == all.length() || all.charAt(element.end()) == ',');
            if (!whole) {
                throw notTags(header);
            }
            if (element.group(2) != null) {
                (element.group(1) == null ? listed.strong : listed.weak).add(element.group(2));
            }
        }
        if (listed.strong.isEmpty() && listed.weak.isEmpty()) {
            throw notTags(header);
        }
        return listed;
    }

    private static Refused notTags(String header) {
        return new Refused(
                ProblemKind.INVALID_REQUEST,
                header + " is * or a list of tags in quotes, as an ETag gave them: \"abc\", W/\"def\"");
    }
}
