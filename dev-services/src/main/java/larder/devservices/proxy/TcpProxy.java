package larder.devservices.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import larder.devservices.DevServer;
import larder.devservices.backing.Deadline;
import larder.devservices.backing.FreePort;
import larder.devservices.backing.ServerAddress;
import larder.devservices.backing.ServerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP proxy on the loopback address, in front of a server, that breaks connections on purpose. A fault holds until the next
 * one or {@link #restore()}, for new connections and for those that are there. At most 1,024 connections at once; others are
 * closed as they come. One thread at a time gives the orders.
 */
public final class TcpProxy implements AutoCloseable {
    static final Logger LOG = LoggerFactory.getLogger(TcpProxy.class);

    private static final int MOST_LINKS = 1_024;
    private static final int BACKLOG = 128;
    private static final Duration REBIND = Duration.ofSeconds(5);
    private static final int CLOSE_SECONDS = 10;
    private static final Mode CLEAR = new Mode.Pass(Duration.ZERO);

    private final ServerAddress target;
    private final int port;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = CLEAR;
    private ServerSocket listener;
    private Thread acceptor;

    private TcpProxy(ServerAddress target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
        this.port = listener.getLocalPort();
        this.acceptor = accepting(listener);
    }

    /** A proxy in front of this server, which passes everything on. */
    public static TcpProxy inFrontOf(DevServer server) {
        return new TcpProxy(ServerAddress.of(server.url()), bind(FreePort::find));
    }

    /** The server's address in Larder's form, by way of the proxy. */
    public String url() {
        return target.at("127.0.0.1", port).url();
    }

    public int port() {
        return port;
    }

    /** Closes every connection and refuses new ones. */
    public void cut() {
        closeAll();
        awaitRefusal();
    }

    private synchronized void closeAll() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new ServerUnavailable("The proxy's port does not close", e);
        }
        links.forEach(Link::close);
    }

    /** The system refuses connections only when the thread that accepts has let go of the socket. */
    private void awaitRefusal() {
        try {
            if (!acceptor.join(REBIND)) {
                throw new ServerUnavailable("The proxy still accepts");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerUnavailable("Interrupted while the proxy stopped accepting", e);
        }
    }

    /** Accepts, takes every byte, and never answers. */
    public void blackhole() {
        become(new Mode.Blackhole());
    }

    /** Passes everything on, after this pause for each chunk and direction; at most a minute. */
    public void delay(Duration perChunk) {
        become(new Mode.Pass(perChunk));
    }

    /** Answers whatever comes, and every new connection, with bytes that no protocol knows. */
    public void garbage() {
        become(new Mode.Garbage());
    }

    /** Passes everything on again. Connections that lost bytes or got rubbish are closed. */
    public void restore() {
        become(CLEAR);
    }

    private synchronized void become(Mode next) {
        if (threads.isShutdown()) {
            throw new IllegalStateException("The proxy is closed");
        }
        mode = next;
        if (next.harmless()) {
            links.stream().filter(Link::damaged).forEach(Link::close);
        }
        if (listener.isClosed()) {
            listener = bind(() -> port);
            acceptor = accepting(listener);
        }
    }

    private static ServerSocket bind(IntSupplier port) {
        Deadline deadline = Deadline.in(REBIND);
        while (true) {
            try {
                return new ServerSocket(port.getAsInt(), BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
            } catch (IOException e) {
                if (deadline.passed()) {
                    throw new ServerUnavailable("The proxy cannot listen", e);
                }
                Deadline.pause();
            }
        }
    }

    private Thread accepting(ServerSocket open) {
        return Thread.ofVirtual().name("larder-proxy-" + port).start(() -> {
            while (!open.isClosed()) {
                try {
                    accept(open, open.accept());
                } catch (IOException e) {
                    LOG.debug("The proxy no longer accepts", e);
                }
            }
        });
    }

    /** A client that comes while the proxy is cut or closed is turned away. */
    private synchronized void accept(ServerSocket from, Socket client) throws IOException {
        if (from.isClosed() || links.size() >= MOST_LINKS) {
            client.close();
            return;
        }
        Link link = new Link(client, () -> mode);
        links.add(link);
        threads.execute(() -> serve(link));
    }

    private void serve(Link link) {
        try (link) {
            link.connect(new InetSocketAddress(target.host(), target.port()));
            if (link.connected()) {
                threads.execute(link::pumpToClient);
            }
            link.pumpToServer();
        } catch (IOException | RejectedExecutionException e) {
            LOG.debug("The server behind the proxy cannot be reached", e);
        } finally {
            links.remove(link);
        }
    }

    @Override
    public void close() {
        cut();
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                throw new ServerUnavailable("The proxy's threads do not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerUnavailable("Interrupted while the proxy closed", e);
        }
    }
}
