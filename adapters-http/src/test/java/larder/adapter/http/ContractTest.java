package larder.adapter.http;

import static larder.adapter.http.Contract.DOCUMENT;
import static larder.adapter.http.Contract.faults;
import static larder.adapter.http.Contract.resolved;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import larder.domain.port.CacheEvent;
import larder.domain.port.Codec;
import larder.domain.port.Encoded;
import org.junit.jupiter.api.Test;

/** That the document holds together, and is true of what it takes from the code. */
final class ContractTest {
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");
    private static final List<String> SHARED = List.of("parameters", "headers", "schemas", "responses", "examples");

    @Test
    void every_reference_leads_somewhere_and_whatever_is_shared_is_referred_to() {
        Set<String> references = new TreeSet<>(DOCUMENT.findValuesAsText("$ref"));
        Set<String> shared = SHARED.stream()
                .flatMap(kind -> DOCUMENT.at("/components/" + kind).properties().stream()
                        .map(each -> "#/components/" + kind + "/" + each.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(shared, references);
    }

    @Test
    void every_operation_has_a_name_of_its_own_and_a_tag_that_is_described() {
        List<JsonNode> operations = operations();
        Set<String> names = new HashSet<>();
        Set<String> tags = Set.copyOf(DOCUMENT.path("tags").findValuesAsText("name"));

        assertTrue(operations.size() > 60, "they were found");
        for (JsonNode operation : operations) {
            String name = operation.path("operationId").asText();
            assertTrue(names.add(name), name);
            assertTrue(tags.contains(operation.path("tags").path(0).asText()), name);
        }
    }

    @Test
    void every_part_of_a_path_that_may_differ_is_described() {
        DOCUMENT.path("paths").properties().forEach(path -> {
            Set<String> described = path.getValue()
                    .path("parameters")
                    .valueStream()
                    .map(Contract::resolved)
                    .filter(parameter -> parameter.path("in").asText().equals("path"))
                    .map(parameter -> parameter.path("name").asText())
                    .collect(Collectors.toSet());
            Set<String> there = PARAMETER
                    .matcher(path.getKey())
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .collect(Collectors.toSet());
            assertEquals(there, described, path.getKey());
        });
    }

    @Test
    void every_schema_is_one() {
        List<JsonNode> schemas = DOCUMENT.findValues("schema");
        assertTrue(schemas.size() > 50, "they were found");
        schemas.forEach(schema -> assertEquals(List.of(), Contract.faultsOfSchema(schema), schema::toString));
        DOCUMENT.at("/components/schemas")
                .properties()
                .forEach(schema ->
                        assertEquals(List.of(), Contract.faultsOfSchema(schema.getValue()), schema::toString));
    }

    @Test
    void every_example_is_one() {
        int seen = 0;
        for (JsonNode described : DOCUMENT.findParents("schema")) {
            JsonNode schema = described.path("schema");
            for (JsonNode example : examples(described)) {
                assertEquals(List.of(), faults(schema, example), example::toString);
                seen++;
            }
        }
        for (Map.Entry<String, JsonNode> schema :
                DOCUMENT.at("/components/schemas").properties()) {
            for (JsonNode example : schema.getValue().path("examples")) {
                assertEquals(List.of(), faults(schema.getValue(), example), schema::toString);
                seen++;
            }
        }
        assertTrue(seen > 100, "they were found");
    }

    @Test
    void every_kind_of_problem_is_listed_and_may_be_answered_where_its_status_is() {
        List<String> types =
                Arrays.stream(ProblemKind.values()).map(ProblemKind::type).toList();
        assertEquals(
                types,
                Contract.schema("Problem")
                        .at("/properties/type/enum")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList());
        for (ProblemKind kind : ProblemKind.values()) {
            JsonNode example = DOCUMENT.at("/components/examples")
                    .path(kind.type().replace("urn:larder:problem:", ""))
                    .path("value");
            assertEquals(kind.type(), example.path("type").asText());
            assertEquals(kind.title(), example.path("title").asText());
            assertEquals(kind.status(), example.path("status").asInt());
        }
        Stream.concat(operations().stream().map(each -> each.path("responses")), Stream.of(DOCUMENT.path("x-unrouted")))
                .flatMap(responses -> responses.properties().stream())
                .forEach(response -> resolved(response.getValue())
                        .at("/content/application~1problem+json/examples")
                        .forEach(example -> assertEquals(
                                response.getKey(),
                                resolved(example).at("/value/status").asText())));
    }

    @Test
    void who_may_call_a_route_is_said_as_it_is() {
        Access.table().forEach((route, access) -> {
            String[] parts = route.split(" ", 2);
            JsonNode operation = DOCUMENT.path("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
            if (!operation.isMissingNode()) {
                assertEquals(security(access), operation.path("security").toString(), route);
                assertEquals(
                        access == Access.ANYBODY_AT_A_RATE,
                        operation.path("responses").has("429"),
                        route);
            }
        });
    }

    @Test
    void what_a_region_counts_is_listed() {
        List<String> events = Arrays.stream(CacheEvent.values())
                .map(event -> event.name().toLowerCase(Locale.ROOT))
                .toList();
        List<String> listed = new ArrayList<>();
        Contract.schema("RegionState")
                .at("/properties/events/properties")
                .fieldNames()
                .forEachRemaining(listed::add);
        assertEquals(events, listed);
    }

    @Test
    void the_examples_are_what_is_stored_and_answered() {
        assertStored("User", HttpApi.userCodec());
        assertStored("Employee", HttpApi.employeeCodec());
        assertStored("Order", HttpApi.orderCodec());
        assertStored("Product", HttpApi.productCodec());
        assertStored("Count", HttpApi.countCodec());
        assertStored("WeeklySales", HttpApi.salesCodec());
    }

    private static <V> void assertStored(String schema, Codec<V> codec) {
        JsonNode example = Contract.schema(schema).at("/examples/0");
        byte[] json = example.toString().getBytes(StandardCharsets.UTF_8);
        byte[] stored =
                codec.encode(codec.decode(new Encoded(codec.format(), json))).bytes();
        assertEquals(example, Contract.parse(new String(stored, StandardCharsets.UTF_8)));
    }

    private static String security(Access access) {
        return switch (access) {
            case ANYBODY, ANYBODY_AT_A_RATE -> "";
            case OWN_SESSION -> "[{\"bearer\":[]},{\"cookie\":[]}]";
            case EDITOR -> "[{\"bearer\":[\"editor\"]},{\"cookie\":[\"editor\"]}]";
            case ADMIN -> "[{\"bearer\":[\"admin\"]},{\"cookie\":[\"admin\"]}]";
        };
    }

    private static List<JsonNode> operations() {
        return DOCUMENT.path("paths")
                .valueStream()
                .flatMap(path -> path.properties().stream())
                .filter(each -> !each.getKey().equals("parameters"))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static List<JsonNode> examples(JsonNode described) {
        List<JsonNode> examples = new ArrayList<>();
        if (described.has("example")) {
            examples.add(described.path("example"));
        }
        described
                .path("examples")
                .forEach(example -> examples.add(resolved(example).path("value")));
        return examples;
    }
}
