package larder.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What {@code openapi.json} says, to be held against what is answered: its status, its headers and its body. */
final class Contract {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** What belongs to the connection or to every answer, and which OpenAPI leaves to HTTP. */
    private static final Set<String> OF_HTTP =
            Set.of("connection", "content-length", "content-type", "date", "transfer-encoding");

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private static final ConcurrentMap<JsonNode, Schema> COMPILED = new ConcurrentHashMap<>();

    static final JsonNode DOCUMENT = parse(resource());

    private Contract() {}

    /** The response itself, if it is one of those that the document lists. */
    static <T> HttpResponse<T> kept(HttpResponse<T> response) {
        keeps(Answered.of(response));
        return response;
    }

    static void keeps(Answered answered) {
        assertEquals(List.of(), faults(answered), answered::toString);
    }

    /** Everything in which the answer is not what the document says. */
    static List<String> faults(Answered answered) {
        List<String> faults = new ArrayList<>();
        Optional<JsonNode> response = response(answered);
        if (response.isEmpty()) {
            faults.add("there is no such status there");
        } else {
            checkHeaders(response.get().path("headers"), answered, faults);
            checkBody(response.get().path("content"), answered, faults);
        }
        return faults;
    }

    /** What is wrong with a value. */
    static List<String> faults(JsonNode schema, JsonNode value) {
        return COMPILED.computeIfAbsent(schema, Contract::compiled).validate(value).stream()
                .map(Object::toString)
                .toList();
    }

    /** What is wrong with a schema itself. */
    static List<String> faultsOfSchema(JsonNode schema) {
        return REGISTRY
                .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()))
                .validate(schema)
                .stream()
                .map(Object::toString)
                .toList();
    }

    static JsonNode schema(String name) {
        return DOCUMENT.at("/components/schemas/" + name);
    }

    /** The node, or what it refers to. */
    static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.path("$ref").textValue().substring(1)) : node;
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException notJson) {
            throw new UncheckedIOException(json, notJson);
        }
    }

    static String resource() {
        try (InputStream resource = Contract.class.getResourceAsStream("openapi.json")) {
            return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The methods of a path, in upper case. */
    static Set<String> methods(String template) {
        Set<String> methods = new TreeSet<>();
        DOCUMENT.path("paths").path(template).fieldNames().forEachRemaining(name -> {
            if (!name.equals("parameters")) {
                methods.add(name.toUpperCase(Locale.ROOT));
            }
        });
        return methods;
    }

    private static Optional<JsonNode> response(Answered answered) {
        String status = Integer.toString(answered.status());
        JsonNode unrouted = DOCUMENT.path("x-unrouted");
        Optional<String> template = template(answered.path());
        JsonNode operation = template.map(path -> DOCUMENT.path("paths").path(path))
                .orElse(DOCUMENT)
                .path(answered.method().toLowerCase(Locale.ROOT));
        // A server of a test has only some of the routes.
        boolean nowhere =
                answered.status() == 404 && !(operation.path("responses").has(status) && isOfRoute(answered));
        boolean elsewhere = answered.status() == 405
                && template.isPresent()
                && operation.isMissingNode()
                && new TreeSet<>(List.of(
                                String.join(",", answered.header("Allow")).split(", *", -1)))
                        .equals(methods(template.get()));
        if (nowhere || elsewhere) {
            return Optional.of(resolved(unrouted.path(status)));
        }
        JsonNode responses = operation.isMissingNode() ? ofTransport() : operation.path("responses");
        return Optional.of(responses.path(status)).filter(JsonNode::isObject).map(Contract::resolved);
    }

    private static boolean isOfRoute(Answered answered) {
        return !answered.body().contains("\"urn:larder:problem:not-found\"");
    }

    /** What is answered before it is known which route is meant. */
    private static JsonNode ofTransport() {
        ObjectNode responses = DOCUMENT.path("paths")
                .path("/health/live")
                .path("options")
                .path("responses")
                .deepCopy();
        responses.remove("204");
        return responses;
    }

    /** The path of the document that is meant: of those that fit the one with the fewest parameters. */
    private static Optional<String> template(String path) {
        List<String> fitting = new ArrayList<>();
        DOCUMENT.path("paths").fieldNames().forEachRemaining(template -> {
            if (path.matches(template.replaceAll("\\{[a-z]+}", "[^/]+"))) {
                fitting.add(template);
            }
        });
        return fitting.stream().min(Comparator.comparingInt(template -> template.split("\\{", -1).length));
    }

    private static void checkHeaders(JsonNode documented, Answered answered, List<String> faults) {
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(OF_HTTP);
        for (Map.Entry<String, JsonNode> each : documented.properties()) {
            known.add(each.getKey());
            JsonNode header = resolved(each.getValue());
            List<String> values = answered.header(each.getKey());
            if (values.size() > 1
                    || (values.isEmpty() && header.path("required").booleanValue())) {
                faults.add(each.getKey() + " is there " + values.size() + " times");
            }
            for (String value : values) {
                faults(header.path("schema"), node(header.path("schema"), value))
                        .forEach(fault -> faults.add(each.getKey() + ": " + fault));
            }
        }
        answered.headers().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> faults.add(name + " is not documented there"));
    }

    private static JsonNode node(JsonNode schema, String value) {
        boolean whole = schema.path("type").asText().equals("integer") && value.matches("\\d{1,9}");
        return whole ? IntNode.valueOf(Integer.parseInt(value)) : TextNode.valueOf(value);
    }

    private static void checkBody(JsonNode content, Answered answered, List<String> faults) {
        if (answered.method().equals("HEAD") || content.isMissingNode()) {
            if (!answered.body().isEmpty()) {
                faults.add("there must be no body");
            }
            return;
        }
        JsonNode media = content.path(answered.type());
        if (media.isMissingNode()) {
            faults.add("it must not be of the type " + answered.type());
            return;
        }
        JsonNode body = answered.type().endsWith("json") ? parse(answered.body()) : TextNode.valueOf(answered.body());
        faults.addAll(faults(media.path("schema"), body));
        String problem = body.path("type").asText().replace("urn:larder:problem:", "");
        if (answered.type().equals(Problem.CONTENT_TYPE)
                && !media.path("examples").has(problem)) {
            faults.add("there is no such problem there: " + problem);
        }
    }

    /** With everything that it may refer to. */
    private static Schema compiled(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.putObject("components").set("schemas", DOCUMENT.at("/components/schemas"));
        return REGISTRY.getSchema(whole);
    }
}
