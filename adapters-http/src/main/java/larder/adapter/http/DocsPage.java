package larder.adapter.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** A page for people that lists the routes and what to try. It needs nothing from elsewhere, and the browser is told to fetch nothing. */
final class DocsPage {
    private static final String STYLE =
            "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
                    + "pre{background:#f4f4f4;padding:1rem;overflow-x:auto}td{padding:.1rem 1rem .1rem 0}";
    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final byte[] page;

    DocsPage(List<Router.Shown> routes, URI address) {
        String rows = routes.stream().map(DocsPage::row).collect(Collectors.joining("\n"));
        page = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Larder</title><style>%s</style></head>
            <body>
            <h1>Larder</h1>
            <p>An HTTP API that reads through a cache from a SQL database. The header <code>Cache-Status</code> of an answer says
            which way it came.</p>
            <p>For programs there is <a href="/openapi.json">openapi.json</a>: every route, every answer and every header, by OpenAPI
            3.1.</p>
            <h2>Try</h2>
            <pre>%s</pre>
            <h2>Routes</h2>
            <table>
            %s
            </table>
            </body>
            </html>
            """.formatted(STYLE, escaped(examples(address)), rows).getBytes(StandardCharsets.UTF_8);
    }

    void show(Context context) throws IOException {
        context.contentType("text/html; charset=utf-8");
        context.header("Content-Security-Policy", POLICY);
        Representation.many(page, context);
    }

    private static String examples(URI address) {
        return """
            curl -i %1$s/users/101
            curl -s '%1$s/users?ids=1,2,3'
            curl -s %1$s/employees/1
            curl -s '%1$s/employees?department=IT'
            curl -s %1$s/count
            curl -X 'POST' %1$s/add/ -H 'Content-Type: application/json' \\
                 -d '{"orderdate":"2023-03-10","customerid":9999,"netamount":23.0,"tax":2.0}'
            curl -s '%1$s/count?customerid=9999'
            curl -s %1$s/products/1
            curl -s %1$s/reports/sales/weekly
            curl -s %1$s/admin/caches/user/entries/101
            """.formatted(address);
    }

    private static String row(Router.Shown route) {
        return "<tr><td>%s</td><td><code>%s</code></td><td>%s</td></tr>"
                .formatted(escaped(route.method()), escaped(route.path()), whose(route.access()));
    }

    private static String whose(Access access) {
        return switch (access) {
            case ANYBODY -> "";
            case ANYBODY_AT_A_RATE -> "so many times a second";
            case OWN_SESSION -> "needs a session";
            case EDITOR -> "needs the role editor";
            case ADMIN -> "needs the role admin";
        };
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
