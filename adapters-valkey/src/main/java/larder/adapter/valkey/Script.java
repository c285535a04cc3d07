package larder.adapter.valkey;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/** A Lua script, which the server runs as one step. What its arguments and answers mean stands at its head. */
enum Script {
    READ("read.lua"),
    RESERVE("reserve.lua"),
    FILL("fill.lua"),
    RELEASE("release.lua"),
    INVALIDATE_OLDER("invalidate_older.lua"),
    SESSION_CREATE("session_create.lua"),
    SESSION_TOUCH("session_touch.lua"),
    RATE("rate.lua"),
    APPEND_VIEW("append_view.lua"),
    OLDEST_VIEWS("oldest_views.lua"),
    REMOVE_VIEWS("remove_views.lua"),
    SET_VIEWS_ASIDE("set_views_aside.lua"),
    RESERVED("reserved.lua"),
    PUBLISH("publish.lua"),
    NEWS("news.lua");

    /** Those that answer or change an entry: a server is told them only when its entries may be trusted. */
    static final Set<Script> OF_ENTRIES =
            Collections.unmodifiableSet(EnumSet.of(READ, RESERVE, FILL, RELEASE, INVALIDATE_OLDER, RESERVED));

    private final String text;

    Script(String resource) {
        text = load(resource);
    }

    /** The script for a database: what one database holds says nothing of another, so scripts of entries differ by it. */
    Named in(int database) {
        String own = OF_ENTRIES.contains(this) ? "-- Of the entries in database " + database + ".\n" + text : text;
        return new Named(own, sha(own));
    }

    /**
     * A script as it is sent.
     *
     * @param sha the name by which the server knows the script once it has seen the text
     */
    record Named(String text, String sha) {}

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
