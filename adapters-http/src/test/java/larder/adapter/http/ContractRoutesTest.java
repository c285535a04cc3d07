package larder.adapter.http;

import static larder.adapter.http.Running.header;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import larder.adapter.http.HttpConfig.Writes;
import larder.application.readthrough.Regions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server that has every route: those, and no others, are in its document. */
final class ContractRoutesTest {
    private static final Pattern ROW = Pattern.compile("<tr><td>([A-Z]+)</td><td><code>([^<]+)</code></td>");
    private static final HttpApi API = HttpApi.open(new HttpConfig("127.0.0.1", 0, Writes.SESSION_REQUIRED));
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** There is nothing behind the routes, since none of them is called. */
    @BeforeAll
    @SuppressWarnings("NullAway") // A use case of tests would need every port, and no handler runs.
    static void start() {
        KeptAccess access = new KeptAccess();
        List<Routes> routes = List.of(
                new UserRoutes(null, HttpApi.userCodec()),
                new OrderRoutes(null),
                new StaffRoutes(null),
                new ProductRoutes(null),
                new ViewRoutes(null),
                new ReportRoutes(null),
                API.admin(new Regions(), Optional.empty()));
        assertEquals(
                Set.of(Routes.class.getPermittedSubclasses()).size(), routes.size() + 1, "all, and those of sessions");
        API.start(routes, List.of(), access.sessions(), access.limits());
    }

    @AfterAll
    static void close() {
        API.close();
        CLIENT.close();
    }

    @Test
    void every_route_is_in_the_document_and_nothing_else_is() throws Exception {
        Set<String> routes = ROW.matcher(send("GET", "/docs").body())
                .results()
                .map((MatchResult row) -> row.group(1) + " " + row.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> documented = new TreeSet<>();
        Contract.DOCUMENT
                .path("paths")
                .fieldNames()
                .forEachRemaining(path -> Contract.methods(path).stream()
                        .filter(method -> !Set.of("HEAD", "OPTIONS").contains(method))
                        .forEach(method -> documented.add(method + " " + path)));

        assertTrue(routes.size() > 30, "they were found");
        assertEquals(routes, documented);
    }

    @Test
    void each_path_has_the_methods_that_the_document_gives_it() throws Exception {
        for (String path : paths()) {
            HttpResponse<String> told = send("OPTIONS", path.replaceAll("\\{[a-z]+}", "1"));

            assertEquals(204, told.statusCode(), path);
            assertEquals(
                    Contract.methods(path),
                    new TreeSet<>(List.of(header(told, "Allow").split(", ", -1))),
                    path);
            assertEquals(405, send("PATCH", path.replaceAll("\\{[a-z]+}", "1")).statusCode(), path);
        }
    }

    @Test
    void the_document_is_served_as_it_is_written_and_spared_who_has_it() throws Exception {
        HttpResponse<String> document = send("GET", "/openapi.json");
        assertEquals(200, document.statusCode());
        assertEquals("application/json", header(document, "Content-Type"));
        assertEquals("public, no-cache", header(document, "Cache-Control"));
        assertArrayEquals(
                Contract.resource().getBytes(StandardCharsets.UTF_8),
                document.body().getBytes(StandardCharsets.UTF_8));

        HttpResponse<String> spared =
                send("GET", "/openapi.json", "If-None-Match", header(document, "ETag"), "Accept-Encoding", "gzip");
        assertEquals(304, spared.statusCode());
        assertEquals("W/" + header(document, "ETag"), header(spared, "ETag"));
    }

    private static List<String> paths() {
        return Contract.DOCUMENT.path("paths").properties().stream()
                .map(path -> path.getKey())
                .toList();
    }

    private static HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(API.address().resolve(path)).method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Contract.kept(CLIENT.send(request.build(), BodyHandlers.ofString()));
    }
}
