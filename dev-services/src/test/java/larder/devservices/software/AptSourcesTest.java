package larder.devservices.software;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AptSourcesTest {
    private static final String STANZAS = """
            # the system's own
            Types: deb deb-src
            # an older snapshot
            URIs: http://deb.example.org/debian
            Suites: bookworm bookworm-updates
            Components: main contrib
            Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

            Types: deb
            URIs: http://deb.example.org/debian-security
            Suites: bookworm-security
            Components: main
            Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg


            Enabled: no
            types: deb
            uris: http://other.example.org/debian
            suites: bookworm
            components: main
            """;

    @Test
    void stanzas_are_read_with_comments_and_any_case_of_their_fields() {
        List<AptSource> sources = AptSources.stanzas(STANZAS);
        assertEquals(3, sources.size());
        assertEquals(List.of("bookworm", "bookworm-updates"), sources.getFirst().suites());
        assertEquals(
                List.of("http://other.example.org/debian"), sources.getLast().uris());
    }

    @Test
    void only_the_enabled_source_for_the_release_itself_is_the_systems_own() {
        List<AptSource> sources = AptSources.stanzas(STANZAS);
        assertTrue(sources.getFirst().officialFor("bookworm"));
        assertFalse(sources.get(1).officialFor("bookworm"));
        assertFalse(sources.getLast().officialFor("bookworm"));
        assertFalse(sources.getFirst().officialFor("trixie"));
    }

    @Test
    void a_stanza_for_another_suite_keeps_the_archive_and_its_keyring() {
        assertEquals("""
                Types: deb
                URIs: http://deb.example.org/debian
                Suites: bookworm-backports
                Components: main contrib
                Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

                """, AptSources.stanzas(STANZAS).getFirst().stanza("bookworm-backports"));
    }

    @Test
    void an_inline_key_stays_with_its_field() {
        AptSource source = AptSources.stanzas("""
                Types: deb
                URIs: http://apt.example.org/debian
                Suites: bookworm
                Components: main
                Signed-By:
                 -----BEGIN PGP PUBLIC KEY BLOCK-----
                 .
                 abc
                """).getFirst();
        assertTrue(source.stanza("bookworm").contains("\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n abc\n"));
        assertFalse(source.officialFor("bookworm"));
    }

    @Test
    void one_line_sources_are_read_with_their_options() {
        List<AptSource> sources = AptSources.lines("""
                # deb http://no.example.org/debian bookworm main
                deb [arch=amd64,i386 signed-by=/k/ubuntu-archive-keyring.gpg] http://a.example.org/x noble main universe # why
                deb-src http://a.example.org/ubuntu noble main
                deb http://a.example.org/ubuntu/ noble main
                """);
        assertEquals(3, sources.size());
        assertTrue(sources.getFirst().officialFor("noble"));
        assertEquals("amd64 i386", sources.getFirst().options().get("Architectures"));
        assertTrue(sources.getFirst().stanza("noble").contains("signed-by: /k/ubuntu-archive-keyring.gpg\n"));
        assertFalse(sources.get(1).officialFor("noble"));
        assertTrue(sources.getLast().officialFor("noble"));
    }

    @ParameterizedTest
    @CsvSource({
        "deb http://apt.example.org bookworm main",
        "deb http://apt.example.org/linux/debian bookworm stable",
        "deb [signed-by=/k/example-archive-keyring.gpg] http://apt.example.org/debian bookworm main",
        "deb http://apt.example.org/debian bookworm-example main",
    })
    void a_strangers_archive_is_never_the_systems_own(String line) {
        assertFalse(AptSources.lines(line).getFirst().officialFor("bookworm"));
    }

    @Test
    void all_files_of_a_folder_are_read_and_no_disabled_one(@TempDir Path etc) throws IOException {
        Path parts = Files.createDirectory(etc.resolve("sources.list.d"));
        Files.writeString(etc.resolve("sources.list"), "deb http://a.example.org/debian bookworm main\n");
        Files.writeString(parts.resolve("b.list"), "deb http://b.example.org/debian bookworm main\n");
        Files.writeString(parts.resolve("c.sources"), STANZAS);
        Files.writeString(parts.resolve("d.sources.disabled"), STANZAS);
        assertEquals(5, AptSources.in(etc).size());
    }
}
