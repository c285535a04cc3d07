package larder.adapter.http;

import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The Jetty beneath Javalin: its threads, its bounds and how it stops. */
final class Transport {
    static final HttpField NO_SNIFFING = new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
    /** What is said of every answer to which no route says something else: that nobody may keep it. */
    static final HttpField NOT_KEPT = new PreEncodedHttpField("Cache-Control", "no-store");
    /** How long running requests may take to end when the server stops. */
    static final Duration STOP = Duration.ofSeconds(5);

    private static final Duration IDLE = Duration.ofSeconds(30);
    /** As Jetty has it: half the processors. */
    private static final int SELECTORS = -1;

    private static final int HEADERS = 8 * 1024;
    private static final String OVERRIDE = "X-HTTP-Method-Override";

    private Transport() {}

    static void configure(JavalinConfig javalin, HttpConfig config, ExecutorService handlers) {
        javalin.jetty.threadPool = threadPool(handlers);
        javalin.jetty.modifyHttpConfiguration(Transport::bound);
        javalin.jetty.modifyServer(Transport::serve);
        javalin.jetty.addConnector((server, http) -> connector(server, http, config));
    }

    private static QueuedThreadPool threadPool(ExecutorService handlers) {
        // Jetty's selector blocks its thread, so it keeps a platform one; each handler gets a virtual one.
        QueuedThreadPool pool = new QueuedThreadPool(16, 4);
        pool.setName("larder-http");
        pool.setVirtualThreadsExecutor(handlers);
        return pool;
    }

    private static void bound(HttpConfiguration http) {
        http.setRequestHeaderSize(HEADERS);
        http.setSendServerVersion(false);
        // By default a header that differs only by case from an earlier one of its connection is taken for that one: a
        // token
        // for another's.
        http.setHeaderCacheCaseSensitive(true);
        // Javalin's default lets ambiguous addresses through, as one with an encoded slash; here they are refused.
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.addCustomizer(Transport::customize);
    }

    private static void serve(Server server) {
        server.setStopTimeout(STOP.toMillis());
        // Waits for running requests at the end; Javalin's own handler here only counts.
        server.setHandler(new GracefulHandler(new Correlation()));
        // Javalin's monitor looks every second for low resources and changes nothing that is bounded here anyway.
        server.removeBean(server.getBean(LowResourceMonitor.class));
        server.setErrorHandler(new JettyErrors());
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, HttpConfig config) {
        // The selector accepts: a thread of its own would be interrupted at the end and lose what it just accepted.
        // So whoever comes until running requests have ended is told that the server stops.
        ServerConnector connector = new ServerConnector(server, 0, SELECTORS, new HttpConnectionFactory(http));
        connector.setHost(config.host());
        connector.setPort(config.port());
        connector.setIdleTimeout(IDLE.toMillis());
        // Connections that wait for their next request do not hold up the end.
        connector.setShutdownIdleTimeout(100);
        return connector;
    }

    /** A header that turns a read into a write, which Javalin would heed, is refused instead. */
    private static Request customize(Request request, HttpFields.Mutable answer) {
        answer.add(NO_SNIFFING);
        answer.add(NOT_KEPT);
        if (request.getHeaders().contains(OVERRIDE)) {
            throw new HttpException.RuntimeException(400, "a header must not change the method");
        }
        return request;
    }
}
