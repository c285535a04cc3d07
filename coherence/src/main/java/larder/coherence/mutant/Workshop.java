package larder.coherence.mutant;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import larder.coherence.mutant.Mutant.MutantRefused;

/**
 * Where mutants are made: the changed file, compiled if it is Java, alone in a folder that is to stand first on the class path.
 *
 * @param root the project's root, with the sources
 * @param classPath Larder as it was built from them
 * @param folder where the mutants' folders are made
 */
public record Workshop(Path root, String classPath, Path folder) {
    /** Makes a mutant and answers its folder. */
    public Path make(Mutant mutant) {
        String text = mutant.text(root);
        Path classes = folder.resolve(mutant.name().replace(' ', '-').toLowerCase(Locale.ROOT));
        Path file = classes.resolve(mutant.resource());
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            if (file.toString().endsWith(".java")) {
                compile(mutant, file, classes);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("a mutant cannot be written", failed);
        }
        return classes;
    }

    private void compile(Mutant mutant, Path source, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new MutantRefused("mutants are compiled by a JDK, and this is a runtime without a compiler");
        }
        StringWriter complaints = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-implicit:none", "-parameters", "-cp", classPath, "-d", classes.toString());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            complaints, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            if (!compiled) {
                throw new MutantRefused("the mutant '" + mutant.name() + "' does not compile:\n" + complaints);
            }
        }
    }
}
