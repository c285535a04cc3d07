package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import larder.bootstrap.Script.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the script {@code larder} says to people, and how it ends. */
final class ScriptTest {
    private static final String ESCAPE = "\033";

    private final Path folder;
    private final Script larder;

    ScriptTest(@TempDir Path folder) {
        this.folder = folder;
        larder = Script.in(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "serve", "check", "doctor", "help"})
    void every_command_explains_itself_without_building_anything(String command) {
        larder.maven("echo built >&2; exit 1");
        String use = command.equals("help") ? "use: larder COMMAND" : "use: larder " + command;
        for (Said said :
                new Said[] {larder.run("help", command), larder.run(command, "--help"), larder.run(command, "-h")}) {
            assertEquals(0, said.code(), said.err());
            assertTrue(said.out().startsWith(use), said.out());
            assertTrue(said.out().lines().count() >= 5, said.out());
            assertEquals("", said.err());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h"})
    void help_names_every_command_and_every_exit_code(String word) {
        Said said = larder.run(word);
        assertEquals(0, said.code());
        for (String part : new String[] {"  dev ", "  serve ", "  check ", "  doctor ", "  help ", "130", "143"}) {
            assertTrue(said.out().contains(part), part);
        }
    }

    @ParameterizedTest
    @CsvSource({"docter, doctor", "sevre, serve", "chekc, check", "dve, dev", "Serve, serve", "hlep, help"})
    void a_command_that_is_misspelt_is_refused_with_the_one_that_was_meant(String word, String meant) {
        for (Said said : new Said[] {larder.run(word), larder.run("help", word), larder.run(word, "--help")}) {
            assertEquals(2, said.code());
            assertTrue(
                    said.err().contains("there is no command " + word + "; did you mean " + meant + "?"), said.err());
            assertEquals("", said.out());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"frobnicate", "db", "-x", "a'b\"c$(d)"})
    void a_command_that_is_like_none_is_refused_with_the_list(String word) {
        Said said = larder.run(word);
        assertEquals(2, said.code());
        assertTrue(said.err().contains("there is no command " + word + "\n"), said.err());
        assertTrue(said.err().contains("use: larder COMMAND"), said.err());
    }

    @Test
    void an_argument_too_many_is_refused_with_the_use_of_that_command() {
        for (String command : new String[] {"serve", "check", "doctor"}) {
            Said said = larder.run(command, "mysql");
            assertEquals(2, said.code());
            assertTrue(
                    said.err().startsWith("larder: " + command + " takes no argument\nuse: larder " + command),
                    said.err());
        }
    }

    @Test
    void colours_are_for_terminals_and_not_for_those_who_want_none() {
        assertFalse(larder.run("help").out().contains(ESCAPE));
        assertFalse(larder.run("nonsense").err().contains(ESCAPE));
        assertTrue(larder.onTerminal("help").out().contains(ESCAPE + "[1m"));
        assertTrue(larder.onTerminal("nonsense").out().contains(ESCAPE + "[1m"));
        assertFalse(larder.with("NO_COLOR", "1").onTerminal("help").out().contains(ESCAPE));
        assertFalse(larder.with("NO_COLOR", "1").onTerminal("nonsense").out().contains(ESCAPE));
        assertFalse(larder.with("TERM", "dumb").onTerminal("help").out().contains(ESCAPE));
        assertTrue(larder.with("NO_COLOR", "").onTerminal("help").out().contains(ESCAPE), "empty is unset");
    }

    @Test
    void java_is_told_to_use_colours_by_the_same_rule() {
        assertFalse(larder.run("check").out().contains("larder.colours"));
        assertTrue(larder.onTerminal("check").out().contains("-Dlarder.colours=true"));
        assertFalse(larder.with("NO_COLOR", "1").onTerminal("check").out().contains("larder.colours"));
    }

    @Test
    void a_build_says_how_far_it_is_a_line_for_each_module_where_there_is_no_terminal() {
        Said said = larder.run("serve");
        assertEquals(0, said.code(), said.err());
        assertEquals("""
                larder: building (the first time this also fetches the libraries)
                larder: building: module 1 of 2, domain
                larder: building: module 2 of 2, bootstrap
                larder: built in N s
                """, said.err().replaceAll("in [0-9]+ s", "in N s"));
        assertTrue(said.out().startsWith("java "), said.out());
        assertTrue(said.out().endsWith("larder.bootstrap.Main serve\n"), said.out());
    }

    @Test
    void a_build_rewrites_one_line_on_a_terminal_and_leaves_nothing_of_it() {
        String said = larder.onTerminal("serve").out();
        assertTrue(said.contains("\r" + ESCAPE + "[Klarder: building: module 1 of 2, domain"), said);
        assertTrue(said.contains("\r" + ESCAPE + "[Klarder: building: fetching some-1.2.jar"), said);
        assertTrue(said.contains("2, bootstrap\r" + ESCAPE + "[K"), said);
    }

    @Test
    void what_is_built_is_built_again_only_when_a_source_is_newer() {
        larder.run("serve");
        assertEquals("", larder.run("serve").err());
        larder.touch("domain/src/main/java/Newer.java");
        assertTrue(larder.run("serve").err().contains("building"), "a newer source");
    }

    @Test
    void a_build_that_fails_ends_it_with_what_Maven_said_and_where_the_rest_is() {
        larder.maven("echo '[INFO] much'; echo '[ERROR] COMPILATION ERROR: here'; exit 7");
        Said said = larder.run("serve");
        assertEquals(1, said.code());
        assertTrue(said.err().contains("[ERROR] COMPILATION ERROR: here"), said.err());
        assertTrue(said.err().contains("the build failed; all that Maven said is in " + folder), said.err());
        assertFalse(said.err().contains("much"), said.err());
        assertEquals("", said.out());
    }

    @Test
    void control_c_during_a_build_ends_it_as_shells_say_it() {
        Path begun = folder.resolve("begun");
        larder.maven("trap 'exit 130' INT; : >" + begun + "; sleep 20 & wait");
        Said said = larder.interruptOnce(begun, "serve");
        assertEquals(130, said.code(), said.err());
        assertEquals("", said.out(), "nothing is started");
    }

    @Test
    void without_Maven_or_a_JDK_a_sentence_says_what_to_install() {
        larder.withoutMaven();
        Said noMaven = larder.with("PATH", onlyTools()).run("serve");
        assertEquals(1, noMaven.code());
        assertEquals("larder: Maven is needed to build: install it (package maven) and try again\n", noMaven.err());
        larder.needsAJdkOfTheFuture();
        Said noJdk = larder.run("serve");
        assertEquals(1, noJdk.code());
        assertTrue(noJdk.err().startsWith("larder: no JDK of 999 or more was found: install one"), noJdk.err());
    }

    @Test
    void the_doctor_says_what_is_there_and_ends_as_its_other_half_does() {
        Said well = larder.run("doctor");
        assertEquals(0, well.code(), well.err());
        assertTrue(well.out().startsWith("ok   JDK          25.0.1 in " + folder), well.out());
        assertTrue(well.out().contains("\nok   Maven        " + folder), well.out());
        assertTrue(well.out().contains("\nok   build        made just now"), well.out());
        assertTrue(well.out().contains("larder.bootstrap.Main doctor"), well.out());
        larder.java("exit 1");
        Said ill = larder.run("doctor");
        assertEquals(1, ill.code());
        assertTrue(ill.out().contains("\nok   build        current"), ill.out());
    }

    @Test
    void the_doctor_names_what_is_missing_and_goes_on_as_far_as_it_can() {
        larder.maven("exit 1");
        Said noBuild = larder.run("doctor");
        assertEquals(1, noBuild.code());
        assertTrue(noBuild.out().contains("\nbad  build        it failed"), noBuild.out());
        larder.needsAJdkOfTheFuture();
        Said noJdk = larder.run("doctor");
        assertEquals(1, noJdk.code());
        assertTrue(noJdk.out().startsWith("bad  JDK          no JDK of 999 or more was found"), noJdk.out());
        assertTrue(noJdk.out().contains("\nok   Maven"), noJdk.out());
    }

    /** A PATH on which there is no Maven, wherever the machine's own stands. */
    private String onlyTools() {
        Path tools = folder.resolve("tools");
        for (String tool : new String[] {
            "sh", "dirname", "sed", "find", "head", "cat", "date", "grep", "mkdir", "touch", "ls", "cksum", "tr", "awk"
        }) {
            link(tools, tool);
        }
        return tools.toString();
    }

    private static void link(Path tools, String tool) {
        try {
            Files.createDirectories(tools);
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
