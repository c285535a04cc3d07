package larder.adapter.sql;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larder.domain.InvalidValue;

/**
 * Where a database is and who asks: {@code postgresql://user:password@host:port/database?parameters}. What was refused is
 * never repeated, because a misplaced character may have put a piece of the password anywhere.
 *
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param parameters what the driver is told besides, under the driver's names
 */
record DatabaseUrl(
        Engine engine,
        String host,
        int port,
        String database,
        String user,
        String password,
        Map<String, String> parameters) {
    private static final String FORM = "the database URL must look like postgresql://user:password@host:port/database"
            + " or mysql://user:password@host:port/database";
    private static final Pattern WHOLE = Pattern.compile(
            "(?<scheme>[a-z]+)://(?<login>[^/?#]*)@(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:(?<port>[0-9]{1,5}))?"
                    + "/(?<database>[^/?#]+)(\\?(?<query>[^#]*))?");

    DatabaseUrl {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Reads a URL.
     *
     * @throws InvalidValue with a sentence that holds nothing of the URL
     */
    static DatabaseUrl parse(String url) {
        Matcher whole = WHOLE.matcher(url);
        if (!whole.matches()) {
            throw new InvalidValue(FORM);
        }
        Engine engine = Engine.ofScheme(whole.group("scheme"));
        String login = whole.group("login");
        int colon = login.indexOf(':');
        String user = decoded(colon < 0 ? login : login.substring(0, colon));
        if (user.isEmpty()) {
            throw new InvalidValue(FORM);
        }
        return new DatabaseUrl(
                engine,
                whole.group("host"),
                port(whole.group("port"), engine),
                decoded(whole.group("database")),
                user,
                colon < 0 ? "" : decoded(login.substring(colon + 1)),
                parameters(whole.group("query"), engine));
    }

    /** The address for the driver, without a secret in it. */
    String jdbcUrl() {
        return "jdbc:" + engine.scheme() + "://" + host + ":" + port + "/" + encoded(database);
    }

    @Override
    public String toString() {
        return engine.scheme() + "://" + encoded(user) + ":***@" + host + ":" + port + "/" + encoded(database);
    }

    @SuppressWarnings("NullAway") // Matcher.group answers null for a group that took no part; the JDK does not say so.
    private static int port(String text, Engine engine) {
        if (text == null) {
            return engine.defaultPort();
        }
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65_535) {
            throw new InvalidValue("the port of the database URL must be 1 to 65535");
        }
        return port;
    }

    @SuppressWarnings("NullAway") // As above.
    private static Map<String, String> parameters(String query, Engine engine) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new InvalidValue("the parameters of the database URL must look like name=value&name=value");
            }
            engine.parameter(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)), parameters);
        }
        return parameters;
    }

    /** Percent decoding as RFC 3986 has it: a plus is a plus, and what is encoded is UTF-8. */
    private static String decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.write(raw[i]);
                continue;
            }
            int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new InvalidValue("a % in the database URL must be followed by two hexadecimal digits");
            }
            bytes.write(high * 16 + low);
            i += 2;
        }
        return utf8(bytes.toByteArray());
    }

    private static String utf8(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw new InvalidValue("the database URL must not contain control characters");
            }
            return text;
        } catch (CharacterCodingException notUtf8) {
            throw new InvalidValue("the percent-encoded bytes of the database URL must be UTF-8");
        }
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte raw : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (raw > 0 && Character.isLetterOrDigit(raw)) || raw == '_' || raw == '-' || raw == '.';
            encoded.append(plain ? Character.toString(raw) : "%%%02X".formatted(raw));
        }
        return encoded.toString();
    }
}
