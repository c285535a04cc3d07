package larder.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import larder.application.freshness.Freshness.Report;
import larder.application.readthrough.Inspection;
import larder.application.readthrough.Region;
import larder.domain.port.CacheEntry;
import larder.domain.port.CacheEvent;
import larder.domain.port.Content;
import larder.domain.port.Encoded;
import larder.domain.port.HealthCheck.Health;
import larder.domain.port.Lookup;

/** What is said of the cache under {@code /admin/caches}. Spans are in seconds. */
final class AdminJson {
    private static final double NANOS = 1e9;

    private AdminJson() {}

    /** What a region is, and what this process counted of it. */
    record RegionCounts(Region region, Map<CacheEvent, Long> events, Loads loads) {}

    /** How many loads succeeded, and how long they took on average. */
    record Loads(long count, Duration mean) {}

    static byte[] caches(Optional<Health> cache, Optional<Report> freshness, List<RegionCounts> regions) {
        return written(json -> {
            if (cache.isPresent()) {
                json.writeObjectFieldStart("cache");
                json.writeStringField("state", lower(cache.get().state()));
                json.writeStringField("detail", cache.get().detail());
                json.writeEndObject();
            }
            if (freshness.isPresent()) {
                writeFreshness(freshness.get(), json);
            }
            json.writeArrayFieldStart("regions");
            for (RegionCounts each : regions) {
                json.writeStartObject();
                json.writeStringField("region", each.region().name());
                writeSettings(each.region(), json);
                json.writeObjectFieldStart("events");
                for (Map.Entry<CacheEvent, Long> event : each.events().entrySet()) {
                    json.writeNumberField(lower(event.getKey()), event.getValue());
                }
                json.writeEndObject();
                json.writeObjectFieldStart("loads");
                json.writeNumberField("count", each.loads().count());
                seconds("mean", each.loads().mean(), json);
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static byte[] entry(Region region, String key, Inspection inspection) {
        return written(json -> {
            json.writeStringField("region", region.name());
            json.writeStringField("key", key);
            switch (inspection.seen()) {
                case Lookup.Found(CacheEntry entry) -> write(entry, json);
                case Lookup.Missing _ ->
                    json.writeStringField("state", inspection.reserved() ? "reservation" : "nothing");
                case Lookup.Unreadable(String reason) -> {
                    json.writeStringField("state", "unreadable");
                    json.writeStringField("reason", reason);
                }
            }
            json.writeBooleanField("reserved", inspection.reserved());
            read(inspection.outlook(), json);
        });
    }

    /** When the cache does not answer. */
    static byte[] unknownEntry(Region region, String key) {
        return written(json -> {
            json.writeStringField("region", region.name());
            json.writeStringField("key", key);
            json.writeStringField("state", "unknown");
            read("loaded", "the cache does not answer", json);
        });
    }

    private static void writeFreshness(Report report, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("freshness");
        json.writeBooleanField("in_doubt", report.inDoubt());
        if (report.bound().isPresent()) {
            seconds("proven_age", report.bound().get(), json);
        }
        seconds("lag", report.backlog().age(), json);
        json.writeEndObject();
    }

    private static void writeSettings(Region region, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("settings");
        seconds("ttl", region.ttl(), json);
        json.writeNumberField("jitter", region.jitter());
        seconds("absence_ttl", region.absenceTtl(), json);
        json.writeNumberField("early_refresh", region.earlyRefresh());
        seconds("stale_if_down", region.staleIfDown(), json);
        seconds("lock_wait", region.lockWait(), json);
        seconds("load_deadline", region.loadDeadline(), json);
        seconds("near", region.near().orElse(Duration.ZERO), json);
        json.writeEndObject();
    }

    private static void write(CacheEntry entry, JsonGenerator json) throws IOException {
        switch (entry.content()) {
            case Encoded value -> {
                json.writeStringField("state", "value");
                json.writeStringField("format", value.format());
                if (value.version().isPresent()) {
                    json.writeNumberField("version", value.version().getAsLong());
                }
                json.writeFieldName("value");
                writeValue(value.bytes(), json);
            }
            case Content.Absent _ -> json.writeStringField("state", "absence");
        }
        seconds("age", entry.age(), json);
        seconds("fresh_for", entry.freshFor(), json);
        seconds("gone_in", entry.staleFor(), json);
        seconds("load_time", entry.loadTime(), json);
    }

    /** As it is if it is JSON, so that nothing else can stand in its place; else as text. */
    private static void writeValue(byte[] value, JsonGenerator json) throws IOException {
        if (isJson(value)) {
            json.writeRawValue(new String(value, StandardCharsets.UTF_8));
        } else {
            json.writeString(new String(value, StandardCharsets.UTF_8));
        }
    }

    private static boolean isJson(byte[] value) throws IOException {
        try (JsonParser parser = Json.FACTORY.createParser(value)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JsonProcessingException _) {
            return false;
        }
    }

    private static void read(Inspection.Outlook outlook, JsonGenerator json) throws IOException {
        String why = switch (outlook) {
            case ANSWERED -> "it is there, and fresh";
            case STANDS_IN ->
                "it is past its time: if it is kept warm it is answered at once, else if the database does not answer";
            case LOADED -> "nothing is there that may be answered";
            case REPLACED -> "what is there is damaged, or of another format";
        };
        read(lower(outlook), why, json);
    }

    private static void read(String outcome, String why, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("read");
        json.writeStringField("outcome", outcome);
        json.writeStringField("why", why);
        json.writeEndObject();
    }

    private static void seconds(String field, Duration span, JsonGenerator json) throws IOException {
        json.writeNumberField(field, span.toNanos() / NANOS);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static byte[] written(Members members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException failure) {
            throw new UncheckedIOException("writing to memory failed", failure);
        }
        return bytes.toByteArray();
    }

    /** The members of an object. */
    @FunctionalInterface
    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }
}
