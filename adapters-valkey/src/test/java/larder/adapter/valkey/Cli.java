package larder.adapter.valkey;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a person does with {@code valkey-cli}: one command on a connection of its own, with nothing of Larder between. */
final class Cli {
    private static final int PATIENCE_MILLIS = 10_000;

    private final int port;

    Cli(int port) {
        this.port = port;
    }

    /** The answer's texts in order; nil is an empty text, an error is a text that begins with a minus sign. */
    List<String> call(String... words) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
            for (String word : words) {
                command.append('$')
                        .append(word.length())
                        .append("\r\n")
                        .append(word)
                        .append("\r\n");
            }
            out.write(command.toString().getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            List<String> texts = new ArrayList<>();
            read(new DataInputStream(new BufferedInputStream(socket.getInputStream())), texts);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String line(String... words) {
        return call(words).getFirst();
    }

    Map<String, String> fields(String key) {
        List<String> texts = call("HGETALL", key);
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i + 1 < texts.size(); i += 2) {
            fields.put(texts.get(i), texts.get(i + 1));
        }
        return fields;
    }

    private static void read(DataInputStream in, List<String> texts) throws IOException {
        String head = headOf(in);
        String rest = head.substring(1);
        switch (head.charAt(0)) {
            case '*' -> {
                for (int i = Integer.parseInt(rest); i > 0; i--) {
                    read(in, texts);
                }
            }
            case '$' -> {
                byte[] bytes = in.readNBytes(Math.max(0, Integer.parseInt(rest)));
                in.skipNBytes(rest.equals("-1") ? 0 : 2);
                texts.add(new String(bytes, StandardCharsets.ISO_8859_1));
            }
            case '-' -> texts.add(head);
            default -> texts.add(rest);
        }
    }

    private static String headOf(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next != '\r' && next >= 0; next = in.read()) {
            head.append((char) next);
        }
        in.skipNBytes(1);
        return head.toString();
    }
}
