package larder.adapter.valkey;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import larder.domain.InvalidValue;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.InvalidationFeed;
import org.redisson.client.RedisReadonlyException;

/**
 * The feed in the stream <code>{larder}:feed</code>, whose entries are numbered 1-1, 1-2 and so on: a number that is not there
 * is a message that was lost. Beside it the name of its life, which ends with the run of the server.
 */
final class ValkeyFeed implements InvalidationFeed {
    /** Who missed more begins anew, which is cheaper than to read them. */
    static final int MOST_AT_ONCE = 1_000;

    /** More than anybody is told at once, so that it is not trimmed under who reads it: two megabytes of memory at most. */
    static final int KEPT = 2 * MOST_AT_ONCE;

    /** What is longer is told as a region: copies are few and soon made again. */
    static final int LONGEST_MESSAGE = 1_000;

    private static final String STREAM = "{larder}:feed";
    private static final String LIFE = "{larder}:feed:life";
    private static final String KEYS = "keys ";
    private static final String REGION = "region ";
    private static final int LIFE_BYTES = 16;
    private static final int NEWS_HEAD = 3;
    private static final char END_OF_SERVER = ':';
    private static final String LACKING =
            "Valkey's user lacks a right that the feed needs: EVALSHA, EVAL, INFO, EXISTS,"
                    + " UNLINK, HMGET, HSET, XADD, XRANGE and XINFO on " + STREAM + "*";

    private final Scripts scripts;
    private final Calls publishing;
    private final Calls following;
    private final Runnable doubt;
    private final RandomGenerator random = new SecureRandom();

    /**
     * A feed that has not been asked yet.
     *
     * @param publishing given up at once while the server is left alone, as the removal is that comes before
     * @param following with no breaker before them: they are made so often that they would decide for all others
     * @param doubt what to do before anybody is told that the feed is of another server than before, so that entries may
     *     be there that were removed from that one
     */
    ValkeyFeed(Scripts scripts, Calls publishing, Calls following, Runnable doubt) {
        this.scripts = scripts;
        this.publishing = publishing;
        this.following = following;
        this.doubt = doubt;
    }

    @Override
    public void publish(Collection<CacheKey> keys) {
        if (keys.isEmpty()) {
            return;
        }
        String together = together(keys.stream());
        if (together.length() <= LONGEST_MESSAGE) {
            publishAll(List.of(together));
            return;
        }
        Map<String, List<CacheKey>> byRegion = keys.stream().collect(Collectors.groupingBy(CacheKey::region));
        publishAll(byRegion.entrySet().stream()
                .map(region -> ofRegion(region.getKey(), together(region.getValue().stream())))
                .toList());
    }

    private static String together(Stream<CacheKey> keys) {
        return keys.map(CacheKey::toString).distinct().collect(Collectors.joining(" ", KEYS, ""));
    }

    private static String ofRegion(String region, String keys) {
        return keys.length() <= LONGEST_MESSAGE ? keys : REGION + region;
    }

    @Override
    public void publishCleared(String region) {
        publishAll(List.of(REGION + region));
    }

    private void publishAll(List<String> messages) {
        List<byte[]> arguments = new ArrayList<>(List.of(ascii(newLife()), ascii(Integer.toString(KEPT))));
        messages.forEach(message -> arguments.add(ascii(message)));
        ScriptCall publish = new ScriptCall(Script.PUBLISH, List.of(STREAM, LIFE), arguments);
        List<Object> _ = run(publish, publishing);
    }

    @Override
    public News since(Position position) {
        ScriptCall news = new ScriptCall(
                Script.NEWS,
                List.of(STREAM, LIFE),
                List.of(
                        ascii(position.life()),
                        ascii(Long.toString(position.number())),
                        ascii(Integer.toString(MOST_AT_ONCE)),
                        ascii(newLife())));
        List<Object> said = run(news, following);
        if (said.size() < NEWS_HEAD - 1 || !(said.get(1) instanceof Long number)) {
            throw new CacheUnavailable("Valkey answered a question for news with something else", null);
        }
        Position upTo = new Position(text(said.getFirst()), number);
        if (said.size() < NEWS_HEAD) {
            if (isOfAnotherServer(upTo, position)) {
                doubt.run();
            }
            return new News.Gap(upTo);
        }
        return messages(said.subList(NEWS_HEAD, said.size()), upTo)
                .<News>map(read -> read)
                .orElse(new News.Gap(upTo));
    }

    /** A life's name begins with what the server is. */
    private static boolean isOfAnotherServer(Position now, Position before) {
        return !before.equals(Position.NOWHERE) && server(now).isAnotherThan(server(before));
    }

    private static ServerLife server(Position position) {
        String life = position.life();
        return ServerLife.parse(life.substring(0, Math.max(0, life.indexOf(END_OF_SERVER))));
    }

    /** A replica may be promoted again, with what it was told meanwhile. */
    private List<Object> run(ScriptCall call, Calls way) {
        try {
            return way.answer(() -> scripts.run(call));
        } catch (CacheUnavailable failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof RedisReadonlyException) {
                doubt.run();
            }
            throw cause != null && lacksRight(cause) ? new CacheUnavailable(LACKING, cause) : failed;
        }
    }

    /** A command, a key, or a command within a script. */
    private static boolean lacksRight(Throwable error) {
        String text = String.valueOf(error.getMessage());
        return text.contains("NOPERM") || text.contains("ACL failure in script");
    }

    /** Empty when one of them is not as Larder writes them: nobody knows then what it was. */
    private static Optional<News.Messages> messages(List<Object> said, Position upTo) {
        List<CacheKey> keys = new ArrayList<>();
        Set<String> regions = new LinkedHashSet<>();
        for (Object message : said) {
            String text = text(message);
            if (text.startsWith(REGION)) {
                regions.add(text.substring(REGION.length()));
            } else if (!text.startsWith(KEYS) || !read(text.substring(KEYS.length()), keys)) {
                return Optional.empty();
            }
        }
        return Optional.of(new News.Messages(keys, regions, upTo));
    }

    private static boolean read(String texts, List<CacheKey> keys) {
        try {
            for (String text : texts.split(" ", -1)) {
                int colon = text.indexOf(':');
                keys.add(new CacheKey(text.substring(0, Math.max(0, colon)), text.substring(colon + 1)));
            }
            return true;
        } catch (InvalidValue _) {
            return false;
        }
    }

    private String newLife() {
        byte[] life = new byte[LIFE_BYTES];
        random.nextBytes(life);
        return HexFormat.of().formatHex(life);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(Object said) {
        return said instanceof byte[] bytes ? new String(bytes, StandardCharsets.US_ASCII) : "";
    }
}
