package larder.devservices;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import larder.devservices.backing.ServerAddress;

/** One short-lived connection per question in the protocol that Valkey speaks, with bounded waits. */
final class Resp {
    private static final int BOUND_MILLIS = 1_000;

    private Resp() {}

    /** The reply's texts, without its structure. Throws if it is an error. */
    static List<String> ask(ServerAddress address, String... words) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), BOUND_MILLIS);
            socket.setSoTimeout(BOUND_MILLIS);
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            if (!address.password().isEmpty()) {
                String user = address.user().isEmpty() ? "default" : address.user();
                call(socket, reader, "AUTH", user, address.password());
            }
            return call(socket, reader, words);
        }
    }

    private static List<String> call(Socket socket, BufferedReader reader, String... words) throws IOException {
        StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            int length = word.getBytes(StandardCharsets.UTF_8).length;
            request.append('$').append(length).append("\r\n").append(word).append("\r\n");
        }
        socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
        List<String> texts = new ArrayList<>();
        read(reader, texts);
        return texts;
    }

    private static void read(BufferedReader reader, List<String> texts) throws IOException {
        String line = reader.readLine();
        if (line == null || line.isEmpty()) {
            throw new IOException("The server closed the connection");
        }
        String rest = line.substring(1);
        switch (line.charAt(0)) {
            case '+', ':' -> texts.add(rest);
            case '$' -> texts.add(bulk(reader, Integer.parseInt(rest)));
            case '*' -> {
                for (int left = Integer.parseInt(rest); left > 0; left--) {
                    read(reader, texts);
                }
            }
            default -> throw new IOException("The server answered " + line);
        }
    }

    /** Questions are asked whose answers are ASCII, so that bytes and characters count alike. */
    private static String bulk(BufferedReader reader, int length) throws IOException {
        char[] text = new char[Math.max(0, length)];
        for (int have = 0; have < text.length; ) {
            int more = reader.read(text, have, text.length - have);
            if (more < 0) {
                throw new IOException("The server closed the connection");
            }
            have += more;
        }
        if (length >= 0) {
            reader.readLine();
        }
        return new String(text);
    }
}
