package larder.adapter.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * What was asked and what was answered.
 *
 * @param method empty, as the path is, when what was sent is no request
 * @param path as it was sent, without the query
 * @param headers by their names, whatever their case
 * @param body not compressed; empty when there is none
 */
record Answered(String method, String path, int status, Map<String, List<String>> headers, String body) {
    private static final Pattern REQUEST = Pattern.compile("([A-Za-z]+) (/[^ ?]*)(?:\\?[^ ]*)? HTTP/1\\.[01]");
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([2-5]\\d\\d) .*");

    static Answered of(HttpResponse<?> response) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(response.headers().map());
        byte[] body = switch (response.body()) {
            case byte[] bytes -> bytes;
            case Object text -> text.toString().getBytes(StandardCharsets.UTF_8);
        };
        return new Answered(
                response.request().method(),
                response.uri().getRawPath(),
                response.statusCode(),
                headers,
                new String(
                        headers.containsKey("Content-Encoding") && body.length > 0 ? plain(body) : body,
                        StandardCharsets.UTF_8));
    }

    /** The first of the answers to what was sent; empty when there is none that is whole. */
    static Optional<Answered> of(byte[] sent, String answers) {
        int end = answers.indexOf("\r\n\r\n");
        String[] head = answers.substring(0, Math.max(end, 0)).split("\r\n", -1);
        Matcher status = STATUS.matcher(head[0]);
        if (!status.matches()) {
            return Optional.empty();
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Arrays.stream(head)
                .skip(1)
                .map(line -> line.split(": ?", 2))
                .forEach(line ->
                        headers.computeIfAbsent(line[0], _ -> new ArrayList<>()).add(line[1]));
        Matcher request = REQUEST.matcher(new String(sent, StandardCharsets.UTF_8).split("\r\n", 2)[0]);
        boolean known = request.matches();
        boolean bare = known && request.group(1).equals("HEAD");
        byte[] rest = answers.substring(end + 4).getBytes(StandardCharsets.UTF_8);
        int length = bare
                ? 0
                : Integer.parseInt(
                        headers.getOrDefault("Content-Length", List.of("0")).getFirst());
        return rest.length < length || headers.containsKey("Transfer-Encoding")
                ? Optional.empty()
                : Optional.of(new Answered(
                        known ? request.group(1) : "",
                        known ? request.group(2) : "",
                        Integer.parseInt(status.group(1)),
                        headers,
                        new String(rest, 0, length, StandardCharsets.UTF_8)));
    }

    List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** The type of the body, without its parameters; empty when none is said. */
    String type() {
        return String.join(",", header("Content-Type")).replaceFirst(" *;.*", "");
    }

    private static byte[] plain(byte[] gzip) {
        try (GZIPInputStream bytes = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return bytes.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String toString() {
        return method + " " + path + " -> " + status + " " + headers + " " + body;
    }
}
