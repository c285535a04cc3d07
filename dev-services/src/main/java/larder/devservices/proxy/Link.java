package larder.devservices.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;

/** One connection of a client, with the one to the server behind it. */
final class Link implements AutoCloseable {
    private static final int CHUNK = 16 * 1024;
    private static final int RUBBISH = 256;
    private static final int CONNECT_MILLIS = 2_000;

    private final Socket client;
    private final Socket server = new Socket();
    private final Supplier<Mode> mode;
    private volatile boolean damaged;

    Link(Socket client, Supplier<Mode> mode) {
        this.client = client;
        this.mode = mode;
        this.damaged = !mode.get().harmless();
    }

    /** Whether bytes were lost or made up, so that it must not outlive the fault. */
    boolean damaged() {
        return damaged;
    }

    /** A server that speaks first is imitated too, so rubbish comes unasked; a damaged link never reaches the server. */
    void connect(InetSocketAddress target) throws IOException {
        if (mode.get() instanceof Mode.Garbage) {
            answerRubbish();
        }
        if (!damaged) {
            server.connect(target, CONNECT_MILLIS);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
        }
    }

    boolean connected() {
        return server.isConnected();
    }

    void pumpToServer() {
        try {
            InputStream in = client.getInputStream();
            byte[] chunk = new byte[CHUNK];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                switch (mode.get()) {
                    case Mode.Pass(Duration delay) -> passOn(server, chunk, length, delay);
                    case Mode.Blackhole() -> damaged = true;
                    case Mode.Garbage() -> answerRubbish();
                }
            }
        } catch (IOException e) {
            ended(e);
        }
    }

    /** Where the server ends a connection during a fault, the client must not learn of it. */
    void pumpToClient() {
        try {
            InputStream in = server.getInputStream();
            byte[] chunk = new byte[CHUNK];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                switch (mode.get()) {
                    case Mode.Pass(Duration delay) -> passOn(client, chunk, length, delay);
                    case Mode.Blackhole(), Mode.Garbage() -> damaged = true;
                }
            }
        } catch (IOException e) {
            ended(e);
        }
        if (mode.get().harmless()) {
            close();
        } else {
            damaged = true;
        }
    }

    /** A damaged link stays silent until it is closed, even where the mode changed meanwhile. */
    private void passOn(Socket to, byte[] chunk, int length, Duration delay) throws IOException {
        if (damaged) {
            return;
        }
        if (delay.isPositive()) {
            pause(delay);
        }
        to.getOutputStream().write(chunk, 0, length);
    }

    private void answerRubbish() throws IOException {
        damaged = true;
        byte[] rubbish = new byte[RUBBISH];
        new Random(RUBBISH).nextBytes(rubbish); // the same each time, so that a failure can be repeated
        client.getOutputStream().write(rubbish);
    }

    private static void pause(Duration delay) throws IOException {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The proxy closes", e);
        }
    }

    /** A broken connection is what this proxy is for; only something else than the network is news. */
    private static void ended(IOException e) {
        TcpProxy.LOG.debug("A connection through the proxy ended", e);
    }

    @Override
    public void close() {
        try (client;
                server) {
            damaged = true;
        } catch (IOException e) {
            throw new UncheckedIOException("A socket does not close", e);
        }
    }
}
