package larder.adapter.memcached;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import larder.contracts.Patience;

/** What a person does with {@code telnet}: one command on a connection of its own, with nothing of Larder between. */
final class Cli {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final Pattern LAST_LINE =
            Pattern.compile("(^|\n)(END|OK|STORED|DELETED|NOT_FOUND|BUSY.*|[A-Z_]*ERROR.*)\r\n$");

    private final int port;

    Cli(int port) {
        this.port = port;
    }

    /** All that is said to it, one character a byte, up to the line that ends every answer. */
    String call(String command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            StringBuilder said = new StringBuilder();
            for (int next = in.read(); next >= 0; next = in.read()) {
                said.append((char) next);
                if (next == '\n' && LAST_LINE.matcher(said).find()) {
                    break;
                }
            }
            return said.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void flush() {
        call("flush_all");
    }

    /** A figure of the server, as it says it. */
    String stat(String name) {
        return call("stats")
                .lines()
                .filter(line -> line.startsWith("STAT " + name + " "))
                .findFirst()
                .orElseThrow();
    }

    /** The bytes under a name, one character a byte; empty for none. */
    String value(String name) {
        String said = call("get " + name);
        int start = said.indexOf("\r\n") + 2;
        return said.startsWith("VALUE") ? said.substring(start, said.length() - "\r\nEND\r\n".length()) : "";
    }

    void set(String name, String value) {
        call("set " + name + " 0 600 " + value.length() + "\r\n" + value);
    }

    void delete(String name) {
        call("delete " + name);
    }

    /** The names of all locks that somebody holds. */
    List<String> locksHeld() {
        return everything()
                .lines()
                .filter(line -> line.contains("lock"))
                .map(line -> line.replaceFirst("^key=(\\S+) .*", "$1"))
                .map(name -> URLDecoder.decode(name, StandardCharsets.ISO_8859_1))
                .filter(name -> isHeld(value(name)))
                .toList();
    }

    private static boolean isHeld(String lock) {
        return EntryFormat.entry(lock.getBytes(StandardCharsets.ISO_8859_1))
                .filter(entry -> entry.isHeld(System.currentTimeMillis()))
                .isPresent();
    }

    /** A line for each item, once the server has time for that. */
    private String everything() {
        AtomicReference<String> said = new AtomicReference<>("");
        Patience.until("the server lists its items", () -> {
            said.set(call("lru_crawler metadump all"));
            return said.get().endsWith("END\r\n");
        });
        return said.get();
    }
}
