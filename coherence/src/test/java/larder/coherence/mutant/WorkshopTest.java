package larder.coherence.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import larder.coherence.mutant.Mutant.MutantRefused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mutants are made of what is there, once, and of nothing else. */
final class WorkshopTest {
    private static final String FILE = "module/src/main/java/example/Answer.java";

    @TempDir
    private Path root;

    private Workshop workshop;

    @BeforeEach
    void write() throws IOException {
        source(FILE, "package example; public class Answer { public String toString() { return \"right\"; } }");
        source("module/src/main/resources/example/script.lua", "return 1\nreturn 1\n");
        workshop = new Workshop(root, System.getProperty("java.class.path"), root.resolve("mutants"));
    }

    private void source(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }

    private static Mutant mutant(String file, String original, String replacement) {
        return new Mutant("one thing wrong", "for a test", List.of(), file, original, replacement);
    }

    @Test
    void a_changed_class_stands_before_the_real_one() throws Exception {
        Path folder = workshop.make(mutant(FILE, "\"right\"", "\"wrong\""));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Object answer = loader.loadClass("example.Answer").getConstructor().newInstance();
            assertEquals("wrong", answer.toString());
        }
    }

    @Test
    void a_changed_resource_stands_under_its_name() throws IOException {
        Path folder = workshop.make(
                mutant("module/src/main/resources/example/script.lua", "return 1\nreturn 1\n", "return 2\n"));
        assertEquals("return 2\n", Files.readString(folder.resolve("example/script.lua")));
    }

    @Test
    void a_text_that_is_not_there_is_refused_with_a_sentence() {
        MutantRefused refused =
                assertThrows(MutantRefused.class, () -> workshop.make(mutant(FILE, "\"left\"", "\"wrong\"")));
        assertTrue(refused.toString().contains("its original text is not there"), refused.getMessage());
    }

    @Test
    void a_text_that_is_there_twice_is_refused_with_a_sentence() {
        Mutant twice = mutant("module/src/main/resources/example/script.lua", "return 1\n", "");
        MutantRefused refused = assertThrows(MutantRefused.class, () -> workshop.make(twice));
        assertTrue(refused.toString().contains("more than once"), refused.getMessage());
    }

    @Test
    void what_does_not_compile_is_refused_with_what_the_compiler_says() {
        MutantRefused refused =
                assertThrows(MutantRefused.class, () -> workshop.make(mutant(FILE, "\"right\"", "rihgt")));
        assertTrue(refused.toString().contains("cannot find symbol"), refused.getMessage());
    }

    @Test
    void every_mutant_of_larder_can_be_made_of_its_sources() {
        Workshop real = new Workshop(Path.of(".."), System.getProperty("java.class.path"), root.resolve("real"));
        for (Mutant mutant : Mutants.all()) {
            assertTrue(Files.exists(real.make(mutant).resolve(mutant.resource())), mutant.name());
        }
    }
}
