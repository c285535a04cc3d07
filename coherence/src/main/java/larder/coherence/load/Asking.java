package larder.coherence.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import larder.coherence.fleet.Timeline;
import larder.coherence.history.KeyHistory.Kind;
import larder.coherence.history.Origin;
import larder.coherence.history.Read;
import larder.coherence.history.Seen;
import larder.coherence.load.Client.Request;

/** The questions of one client, and the notes of what it saw. */
final class Asking {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Seen ABSENT = new Seen.Absent();
    private static final Seen UNAVAILABLE = new Seen.Unavailable();

    private final Client client;
    private final int number;
    private final Timeline clock;
    private final Records records;

    Asking(Client client, int number, Timeline clock, Records records) {
        this.client = client;
        this.number = number;
        this.clock = clock;
        this.records = records;
    }

    Origin by(int process) {
        return new Origin(number, process);
    }

    void row(Row row, int process) {
        ask(
                Request.get(row.path()),
                process,
                List.of(row.key()),
                Kind.NUMBERED,
                answer -> note(answer, Kind.NUMBERED, row.key(), answer.absent() ? ABSENT : row.seen(answer.json())));
    }

    /** Several users by one question; who is not in the answer is absent. */
    void users(List<Row.User> users, int process) {
        List<String> ids =
                users.stream().map(user -> Integer.toString(user.id())).toList();
        Request request = Request.get("/users?ids=" + String.join(",", ids));
        List<String> keys = users.stream().map(Row.User::key).toList();
        ask(request, process, keys, Kind.NUMBERED, answer -> {
            for (Row.User user : users) {
                Seen seen = ABSENT;
                for (JsonNode each : answer.json()) {
                    if (each.path("id").asInt() == user.id()) {
                        seen = user.seen(each);
                    }
                }
                note(answer, Kind.NUMBERED, user.key(), seen);
            }
        });
    }

    /** The directory, which shows employees and their departments. */
    void directory(Collection<Row.Employee> employees, Collection<Row.Department> departments, int process) {
        List<String> keys = java.util.stream.Stream.concat(employees.stream(), departments.stream())
                .map(Row::key)
                .toList();
        ask(Request.get("/employees"), process, keys, Kind.NUMBERED, answer -> {
            for (Row.Employee employee : employees) {
                line(answer, employee)
                        .ifPresentOrElse(
                                line -> note(answer, Kind.NUMBERED, employee.key(), employee.seen(line)),
                                () -> note(answer, Kind.NUMBERED, employee.key(), ABSENT));
                departments.stream()
                        .filter(department -> department.id() == employee.department())
                        .forEach(department -> line(answer, employee)
                                .ifPresent(
                                        line -> note(answer, Kind.NUMBERED, department.key(), department.seen(line))));
            }
        });
    }

    private static Optional<JsonNode> line(Answered answer, Row.Employee employee) {
        for (JsonNode each : answer.json()) {
            if (each.path("employee_name").asText().equals(employee.name())) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    void count(Customer customer, int process) {
        ask(Request.get(customer.path()), process, List.of(customer.key()), Kind.COUNTED, answer -> {
            JsonNode count = answer.json().path("count");
            note(
                    answer,
                    Kind.COUNTED,
                    customer.key(),
                    count.isIntegralNumber()
                            ? new Seen.Version(count.asLong())
                            : new Seen.Rubbish(answer.json().toString()));
        });
    }

    /** Looks into the database itself. */
    void database(String key, Kind kind, Optional<String> text, long start) {
        Seen seen = text.map(
                        found -> kind == Kind.NUMBERED ? Row.state(found) : new Seen.Version(Long.parseLong(found)))
                .orElse(ABSENT);
        records.note(kind, new Read(key, seen, start, clock.now(), by(Origin.DATABASE), "the database", Read.NO_CLAIM));
    }

    /** An answer to a write that is not allowed at any time. */
    void forbidden(String key, Kind kind, String what, long start, int process) {
        Seen seen = new Seen.Forbidden(what);
        records.note(kind, new Read(key, seen, start, clock.now(), by(process), "a write", Read.NO_CLAIM));
    }

    private void ask(Request request, int process, List<String> keys, Kind kind, Consumer<Answered> note) {
        long start = clock.now();
        Optional<HttpResponse<String>> answer = client.ask(process, request);
        long end = clock.now();
        Optional<Seen> refused = answer.map(Asking::refusal).orElse(Optional.of(UNAVAILABLE));
        if (refused.isPresent()) {
            String why = answer.map(Asking::why).orElse("none, no connection");
            keys.forEach(key ->
                    records.note(kind, new Read(key, refused.get(), start, end, by(process), why, Read.NO_CLAIM)));
            return;
        }
        HttpResponse<String> response = answer.orElseThrow();
        CacheStatus status = CacheStatus.of(response.headers());
        note.accept(new Answered(response.statusCode() == 404, json(response.body()), start, end, by(process), status));
    }

    /** What is no answer to the question: 503 is allowed if it says when to come again. */
    static Optional<Seen> refusal(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case 200, 404 -> Optional.empty();
            case 503 ->
                response.headers().firstValue("Retry-After").isPresent()
                        ? Optional.of(UNAVAILABLE)
                        : Optional.of(new Seen.Forbidden("503 without Retry-After"));
            default ->
                Optional.of(new Seen.Forbidden(response.request().method() + " answered by " + response.statusCode()));
        };
    }

    private static String why(HttpResponse<String> response) {
        return "none, " + json(response.body()).path("title").asText(Integer.toString(response.statusCode()));
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException _) {
            return JSON.getNodeFactory().textNode(body); // no row reads a state from that: it is rubbish
        }
    }

    private void note(Answered answer, Kind kind, String key, Seen seen) {
        records.note(
                kind,
                new Read(
                        key,
                        seen,
                        answer.start(),
                        answer.end(),
                        answer.origin(),
                        answer.status().source(),
                        answer.status().claim()));
    }

    private record Answered(boolean absent, JsonNode json, long start, long end, Origin origin, CacheStatus status) {}
}
