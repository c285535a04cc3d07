package larder.adapter.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import larder.domain.port.Encoded;

/**
 * What may be asked here and what is answered, for programs: a document of OpenAPI 3.1. It is written by hand, in the resource
 * {@code openapi.json}; tests hold it against every route, and every answer that they get against it.
 */
final class OpenApi {
    private static final String RESOURCE = "openapi.json";
    private static final Encoded DOCUMENT = new Encoded("openapi/3.1", read());

    private OpenApi() {}

    static void show(Context context) throws IOException {
        Representation.many(DOCUMENT, context);
    }

    private static byte[] read() {
        try (InputStream resource = OpenApi.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is missing beside the classes: build Larder again");
            }
            return resource.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(RESOURCE + " cannot be read: build Larder again", unreadable);
        }
    }
}
