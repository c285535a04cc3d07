package larder.coherence.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import larder.coherence.fleet.Fault;

/**
 * One textual change of Larder's sources.
 *
 * @param name in a word or two
 * @param meaning what is wrong then
 * @param file from the project's root
 * @param faults under which it shows
 * @param original stands in the file exactly once
 */
public record Mutant(
        String name, String meaning, List<Fault> faults, String file, String original, String replacement) {
    public Mutant {
        faults = List.copyOf(faults);
    }

    /** The changed file; refuses one that has not the original text exactly once. */
    String text(Path root) {
        String source = read(root.resolve(file));
        int at = source.indexOf(original);
        if (at < 0) {
            throw new MutantRefused("the mutant '" + name + "' finds nothing to change in " + file
                    + ": its original text is not there. Adapt it in Mutants.");
        }
        if (source.indexOf(original, at + 1) >= 0) {
            throw new MutantRefused("the mutant '" + name + "' finds its original text more than once in " + file
                    + ": make the text longer in Mutants.");
        }
        return source.substring(0, at) + replacement + source.substring(at + original.length());
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException failed) {
            throw new UncheckedIOException("a mutant's source cannot be read", failed);
        }
    }

    /** The path of the file on the class path. */
    Path resource() {
        String sources = file.contains("/src/main/java/") ? "/src/main/java/" : "/src/main/resources/";
        int at = file.indexOf(sources);
        if (at < 0) {
            throw new MutantRefused("the mutant '" + name + "' changes no source or resource: " + file);
        }
        return Path.of(file.substring(at + sources.length()));
    }

    /** Says why a mutant cannot be made. */
    public static final class MutantRefused extends RuntimeException {
        MutantRefused(String sentence) {
            super(sentence);
        }
    }
}
