package larder.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An answer that says what went wrong, by RFC 9457.
 *
 * @param detail a sentence for who sent the request; nothing of the request is in it
 * @param errors what is wrong with single fields
 * @param headers what the answer's headers say besides
 */
record Problem(ProblemKind kind, String detail, List<FieldError> errors, Map<String, String> headers) {
    static final String CONTENT_TYPE = "application/problem+json";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._~:-]{1,200}");

    static Problem of(ProblemKind kind, String detail) {
        return new Problem(kind, detail, List.of(), Map.of());
    }

    static Problem of(ProblemKind kind, String detail, List<FieldError> errors) {
        return new Problem(kind, detail, errors, Map.of());
    }

    static Problem retryable(ProblemKind kind, String detail, Duration after) {
        return of(kind, detail).with("Retry-After", Long.toString(seconds(after)));
    }

    /** Whole seconds, rounded up, and one at least. */
    static long seconds(Duration span) {
        return Math.max(1, span.plusNanos(999_999_999).toSeconds());
    }

    Problem with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(kind, detail, errors, more);
    }

    /**
     * The body.
     *
     * @param instance what names this occurrence: an incident, or the path if it is a plain one
     */
    byte[] json(String instance) throws IOException {
        return json(instance, "");
    }

    /** The same, with the name of the request, if it has one. */
    byte[] json(String instance, @Nullable String requestId) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", kind.type());
            json.writeStringField("title", kind.title());
            json.writeNumberField("status", kind.status());
            json.writeStringField("detail", detail);
            if (PLAIN.matcher(instance).matches()) {
                json.writeStringField("instance", instance);
            }
            if (requestId != null && !requestId.isEmpty()) {
                json.writeStringField("request_id", requestId);
            }
            if (!errors.isEmpty()) {
                writeErrors(json);
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private void writeErrors(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("errors");
        for (FieldError error : errors) {
            json.writeStartObject();
            json.writeStringField("field", error.field());
            json.writeStringField("detail", error.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
