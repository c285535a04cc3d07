package larder.adapter.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what never reaches a route, as a request that is not HTTP, with the problems that routes answer with. */
final class JettyErrors implements Request.Handler {
    private static final HttpField TYPE = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);

    static Problem problem(int status) {
        return switch (status) {
            case 404 -> Problem.of(ProblemKind.NOT_FOUND, "no route has this path");
            case 405 -> Problem.of(ProblemKind.METHOD_NOT_ALLOWED, "the header Allow names the methods that are");
            case 408 -> Problem.of(ProblemKind.TOO_SLOW, "the request did not come within its time");
            case 413 -> RequestBody.tooLarge();
            case 414 -> Problem.of(ProblemKind.URI_TOO_LONG, "an address and the headers have 8 KiB together");
            case 431 -> Problem.of(ProblemKind.HEADERS_TOO_LARGE, "an address and the headers have 8 KiB together");
            case 503 -> Problem.of(ProblemKind.STOPPING, "ask another instance").with("Retry-After", "1");
            case 505 -> Problem.of(ProblemKind.UNSPOKEN_HTTP, "HTTP/1.1 is");
            default ->
                status < 500
                        ? Problem.of(ProblemKind.INVALID_REQUEST, "the request is not HTTP as it is understood here")
                        : Problem.of(ProblemKind.UNEXPECTED, "the server could not answer");
        };
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        Problem problem = problem(response.getStatus());
        response.setStatus(problem.kind().status());
        problem.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(TYPE);
        response.getHeaders().put(Transport.NO_SNIFFING);
        response.getHeaders().put(Transport.NOT_KEPT);
        response.write(true, ByteBuffer.wrap(problem.json("")), callback);
        return true;
    }
}
