package larder.adapter.http;

import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;

/**
 * Gives each request its name and its place in the caller's trace: in the answer's headers, and in every line that is logged in
 * its thread until it is answered.
 */
final class Correlation extends Handler.Wrapper {
    /** Under which lines of the log have them; the two of traces as OpenTelemetry calls them. */
    static final String REQUEST = "request_id";

    static final String TRACE = "trace_id";
    static final String SPAN = "span_id";

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpFields sent = request.getHeaders();
        RequestId id = RequestId.of(sent.getValuesList(RequestId.HEADER));
        Optional<TraceParent> span =
                TraceParent.of(sent.getValuesList(TraceParent.HEADER)).map(TraceParent::child);
        response.getHeaders().put(RequestId.HEADER, id.text());
        span.ifPresent(own -> response.getHeaders().put(TraceParent.ANSWERED, own.toString()));
        MDC.put(REQUEST, id.text());
        span.ifPresent(own -> {
            MDC.put(TRACE, own.traceId());
            MDC.put(SPAN, own.spanId());
        });
        try {
            return super.handle(request, response, callback);
        } finally {
            // The thread may go on with the next request of its connection.
            MDC.remove(REQUEST);
            MDC.remove(TRACE);
            MDC.remove(SPAN);
        }
    }
}
