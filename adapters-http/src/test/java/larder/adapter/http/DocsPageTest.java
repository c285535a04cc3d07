package larder.adapter.http;

import static larder.adapter.http.Running.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DocsPageTest {
    @Test
    void the_page_lists_every_route_and_what_to_try() {
        try (Running larder = Running.open()) {
            HttpResponse<String> page = larder.get("/docs");
            assertEquals(200, page.statusCode());
            assertEquals("text/html;charset=utf-8", header(page, "Content-Type"));
            for (String route : List.of(
                    "<tr><td>GET</td><td><code>/users/{id}</code></td><td></td></tr>",
                    "<tr><td>DELETE</td><td><code>/users/{id}</code></td><td>needs the role editor</td></tr>",
                    "<tr><td>GET</td><td><code>/admin/caches</code></td><td>needs the role admin</td></tr>",
                    "<a href=\"/openapi.json\">",
                    "<tr><td>GET</td><td><code>/openapi.json</code></td><td></td></tr>",
                    "<tr><td>GET</td><td><code>/docs</code></td><td></td></tr>")) {
                assertTrue(page.body().contains(route), page.body());
            }
            assertTrue(page.body().contains("curl -s " + larder.uri("/count")), page.body());
        }
    }

    @Test
    void it_needs_nothing_from_elsewhere_and_its_style_is_the_only_one_that_is_let_in() throws Exception {
        try (Running larder = Running.open()) {
            HttpResponse<String> page = larder.get("/docs");
            String style = page.body().replaceAll("(?s).*<style>(.*)</style>.*", "$1");
            String hash = Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
            assertEquals(
                    "default-src 'none'; style-src 'sha256-" + hash
                            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                    header(page, "Content-Security-Policy"));
            assertFalse(page.body().matches("(?s).*(<script|<link|<img|src=|href=\"[^/]|href=\"//|@import|url\\().*"));
        }
    }

    @Test
    void nothing_of_a_route_is_taken_for_HTML() {
        assertEquals("&lt;b a=&quot;1&quot;&gt;&amp;amp;", DocsPage.escaped("<b a=\"1\">&amp;"));
    }
}
