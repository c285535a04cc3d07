package larder.adapter.valkey;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands before a server and passes everything on, until it is told to answer every command with an error of Valkey's own
 * wording instead: for states that a real server is in for too short a time, or only with a fleet around it.
 */
final class Grumbler implements AutoCloseable {
    private final int serverPort;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile String error = "";

    Grumbler(int serverPort) {
        this.serverPort = serverPort;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "valkey://127.0.0.1:" + listener.getLocalPort();
    }

    /** Every command is answered so from now on; an empty text passes commands on again. */
    void answer(String line) {
        error = line;
    }

    @Override
    public void close() {
        closeQuietly(listener);
        open.forEach(Grumbler::closeQuietly);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                open.add(client);
                open.add(server);
                Thread.ofVirtual().start(() -> commands(client, server));
                Thread.ofVirtual().start(() -> answers(server, client));
            }
        } catch (IOException _) {
            // Closed: there is nothing more to accept.
        }
    }

    private void commands(Socket client, Socket server) {
        try (client;
                server) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
            while (true) {
                byte[] command = command(in);
                if (error.isEmpty()) {
                    server.getOutputStream().write(command);
                } else {
                    client.getOutputStream().write((error + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        } catch (IOException _) {
            // One side is closed, and so is the other.
        }
    }

    private static void answers(Socket server, Socket client) {
        try (server;
                client) {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            in.transferTo(out);
        } catch (IOException _) {
            // One side is closed, and so is the other.
        }
    }

    /** The bytes of one command: {@code *2\r\n$3\r\nGET\r\n$1\r\nk\r\n}. */
    private static byte[] command(DataInputStream in) throws IOException {
        StringBuilder bytes = new StringBuilder();
        String head = line(in);
        bytes.append(head).append("\r\n");
        for (int i = Integer.parseInt(head.substring(1)); i > 0; i--) {
            String size = line(in);
            byte[] word = in.readNBytes(Integer.parseInt(size.substring(1)) + 2);
            bytes.append(size).append("\r\n").append(new String(word, StandardCharsets.ISO_8859_1));
        }
        return bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.readByte(); next != '\r'; next = in.readByte()) {
            line.append((char) next);
        }
        in.skipNBytes(1);
        return line.toString();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception _) {
            // It is being thrown away.
        }
    }
}
