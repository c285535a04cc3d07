package larder.adapter.http;

import static larder.adapter.http.Running.header;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import larder.domain.user.EmailAddress;
import larder.domain.user.User;
import larder.domain.user.UserId;
import larder.domain.user.UserName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered in gzip. */
final class CompressionTest {
    private static final Running LARDER = Running.open();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String LARGE = "/users?ids="
            + IntStream.rangeClosed(1, 100).mapToObj(Integer::toString).collect(Collectors.joining(","));

    @BeforeAll
    static void fill() {
        IntStream.rangeClosed(1, 100)
                .forEach(id -> LARDER.repository.add(new User(
                        new UserId(id), new UserName("User " + id), new EmailAddress("user" + id + "@example.com"))));
    }

    @AfterAll
    static void close() {
        LARDER.close();
        CLIENT.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZIP;q=0.5",
                "br, gzip, deflate",
                "*",
                "identity;q=0.5, gzip",
                "x-gzip",
                "gzip;q=1, *;q=0"
            })
    void a_large_list_is_compressed_for_whoever_accepts_it(String accept) throws IOException {
        HttpResponse<byte[]> plain = get(LARGE, "identity");
        HttpResponse<byte[]> small = get(LARGE, accept);
        assertEquals("gzip", header(small, "Content-Encoding"));
        assertEquals("Accept-Encoding", header(small, "Vary"));
        assertEquals("Accept-Encoding", header(plain, "Vary"), "also where it is not compressed");
        assertEquals("W/" + header(plain, "ETag"), header(small, "ETag"));
        assertTrue(small.body().length * 3 < plain.body().length, small.body().length + " of " + plain.body().length);
        assertEquals(small.body().length, Integer.parseInt(header(small, "Content-Length")));
        try (GZIPInputStream bytes = new GZIPInputStream(new ByteArrayInputStream(small.body()))) {
            assertArrayEquals(plain.body(), bytes.readAllBytes());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "identity", "gzip;q=0", "*;q=0", "br", "gzip;q=0.5, identity", "gzip;q=0, *", "gzip;q=3"})
    void it_is_answered_as_it_is_to_whoever_does_not(String accept) throws IOException {
        HttpResponse<byte[]> plain = get(LARGE, accept);
        assertEquals("", header(plain, "Content-Encoding"));
        assertEquals('[', plain.body()[0]);
        assertTrue(header(plain, "ETag").startsWith("\""));
    }

    @Test
    void what_is_small_or_one_thing_is_not_compressed() throws IOException {
        for (String path : new String[] {"/users/101", "/users?ids=101,102", "/metrics", "/health/ready"}) {
            assertEquals("", header(get(path, "gzip"), "Content-Encoding"), path);
        }
        assertEquals("", header(get("/users/101", "gzip"), "Vary"), "one thing has one coding");
    }

    @Test
    void who_has_either_of_the_two_is_spared_both() throws IOException {
        String strong = header(get(LARGE, "identity"), "ETag");
        for (String coding : new String[] {"identity", "gzip"}) {
            for (String known : new String[] {strong, "W/" + strong}) {
                HttpResponse<byte[]> spared = get(LARGE, coding, "If-None-Match", known);
                assertEquals(304, spared.statusCode());
                assertEquals(coding.equals("gzip") ? "W/" + strong : strong, header(spared, "ETag"));
                assertEquals("", header(spared, "Content-Encoding"));
            }
        }
    }

    @Test
    void a_head_has_the_headers_of_its_get() throws IOException {
        HttpResponse<byte[]> get = get(LARGE, "gzip");
        HttpResponse<String> head = LARDER.with("HEAD", LARGE, "", "Accept-Encoding", "gzip");
        for (String name : new String[] {"Content-Encoding", "Content-Length", "ETag", "Vary", "Cache-Control"}) {
            assertEquals(header(get, name), header(head, name));
        }
    }

    @Test
    void what_was_compressed_is_not_compressed_again_as_long_as_there_is_room() {
        Compressed one = new Compressed(3_000, 1);
        byte[] first = one.of("a", noise(1)).orElseThrow();
        assertSame(first, one.of("a", noise(1)).orElseThrow());
        one.of("b", noise(2));
        assertSame(first, one.of("a", noise(1)).orElseThrow(), "used last");
        one.of("c", noise(3));
        assertSame(first, one.of("a", noise(1)).orElseThrow(), "what was not used for longest made room");
        assertTrue(one.filled() <= 3_000 && one.filled() > 2_000, () -> "kept " + one.filled());
        one.of("d", new byte[0]);
        one.of("e", noise(4));
        one.of("f", noise(5));
        assertTrue(one.filled() <= 3_000, () -> "kept " + one.filled());
    }

    @Test
    void when_every_processor_that_may_compresses_nobody_waits() {
        assertEquals(Optional.empty(), new Compressed(1_000, 0).of("a", noise(1)));
    }

    /** About a thousand bytes that gzip can do nothing about. */
    private static byte[] noise(long seed) {
        byte[] bytes = new byte[1_000];
        new java.util.Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static HttpResponse<byte[]> get(String path, String accepted, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(LARDER.uri(path)).header("Accept-Encoding", accepted);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return Contract.kept(CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
