package larder.adapter.valkey;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A Lua script, which the server runs as one step. What its arguments and answers mean stands at its head. */
enum Script {
    READ("read.lua"),
    RESERVE("reserve.lua"),
    FILL("fill.lua"),
    RELEASE("release.lua"),
    SESSION_CREATE("session_create.lua"),
    SESSION_TOUCH("session_touch.lua"),
    RATE("rate.lua"),
    APPEND_VIEW("append_view.lua"),
    OLDEST_VIEWS("oldest_views.lua"),
    REMOVE_VIEWS("remove_views.lua"),
    SET_VIEWS_ASIDE("set_views_aside.lua"),
    RESERVED("reserved.lua");

    private final String text;
    private final String sha;

    Script(String resource) {
        text = load(resource);
        sha = sha(text);
    }

    String text() {
        return text;
    }

    /** The name by which the server knows the script once it has seen the text. */
    String sha() {
        return sha;
    }

    private static String load(String resource) {
        try (InputStream in = Script.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
