package larder.adapter.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A wire to a server that counts round trips, and that tears at a word of the client's. */
final class Wire implements AutoCloseable {
    private final ServerSocket ear;
    private final int serverPort;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger roundTrips = new AtomicInteger();
    private volatile Tear tear = new Tear("", false);

    Wire(int serverPort) {
        this.serverPort = serverPort;
        try {
            ear = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        threads.execute(this::accept);
    }

    int port() {
        return ear.getLocalPort();
    }

    /** How often a client began to speak when it was its turn. */
    int roundTrips() {
        return roundTrips.get();
    }

    /** Tears every wire on which the client says this word, before the server hears it. */
    void tearBefore(String word) {
        tear = new Tear(word, false);
    }

    /** Tears every wire on which the client says this word, when the server has answered and before the client hears it. */
    void tearAfter(String word) {
        tear = new Tear(word, true);
    }

    void mend() {
        tear = new Tear("", false);
    }

    private void accept() {
        while (!ear.isClosed()) {
            try {
                Socket client = ear.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                Talk talk = new Talk(client, server);
                threads.execute(talk::listenToClient);
                threads.execute(talk::listenToServer);
            } catch (IOException closed) {
                close();
            }
        }
    }

    @Override
    public void close() {
        try {
            ear.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        threads.shutdown();
    }

    private record Tear(String word, boolean answered) {
        boolean at(byte[] said, int length) {
            return !word.isEmpty() && new String(said, 0, length, StandardCharsets.ISO_8859_1).contains(word);
        }
    }

    private final class Talk {
        private final Socket client;
        private final Socket server;
        private final AtomicBoolean clientsTurn = new AtomicBoolean(true);
        private volatile boolean muted;

        Talk(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void listenToClient() {
            byte[] said = new byte[65_536];
            try (client;
                    server) {
                InputStream in = client.getInputStream();
                OutputStream out = server.getOutputStream();
                for (int length = in.read(said); length >= 0; length = in.read(said)) {
                    if (clientsTurn.compareAndSet(true, false)) {
                        roundTrips.incrementAndGet();
                    }
                    if (tear.at(said, length)) {
                        if (!tear.answered()) {
                            return;
                        }
                        muted = true;
                    }
                    out.write(said, 0, length);
                }
            } catch (IOException torn) {
                // The other direction tore it: this talk is over.
                muted = true;
            }
        }

        void listenToServer() {
            byte[] said = new byte[65_536];
            try (client;
                    server) {
                InputStream in = server.getInputStream();
                OutputStream out = client.getOutputStream();
                for (int length = in.read(said); length >= 0; length = in.read(said)) {
                    if (muted) {
                        return;
                    }
                    clientsTurn.set(true);
                    out.write(said, 0, length);
                }
            } catch (IOException torn) {
                // As above.
                muted = true;
            }
        }
    }
}
