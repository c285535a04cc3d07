package larder.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An answer that is not as the document says is told from one that is. */
final class ContractFaultsTest {
    private static final String TAG = "\"abcdefghijklmnopqrstuvwx\"";

    @Test
    void an_answer_that_is_as_it_says_has_no_fault() {
        assertEquals(List.of(), Contract.faults(user(200, Running.ARUN, Map.of())));
        assertEquals(List.of(), Contract.faults(user(200, Running.ARUN, Map.of("Age", "3", "Date", "today"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id':0,'name':'Arun','email':'a@b'}                 | minimum",
                "{'id':101,'name':'Arun'}                             | required",
                "{'id':101,'name':'Arun','email':'a@b','role':'x'}    | additional",
                "{'id':'101','name':'Arun','email':'a@b'}             | type",
                "{'id':101,'name':' Arun','email':'a@b'}              | pattern",
                "[]                                                   | type"
            })
    void a_body_that_breaks_its_schema(String body, String word) {
        List<String> faults = Contract.faults(user(200, body.replace('\'', '"'), Map.of()));

        assertTrue(faults.size() == 1 && (faults.getFirst().contains(word) || word.equals("type")), faults::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cache-Control | public, max-age=3",
                "ETag          | abc",
                "Cache-Status  | larder; miss",
                "Age           | -1",
                "Age           | soon",
                "X-Powered-By  | somebody",
                "Content-Type  | text/html"
            })
    void a_header_that_is_of_another_form_or_not_listed(String name, String value) {
        List<String> faults = Contract.faults(user(200, Running.ARUN, Map.of(name, value)));

        assertEquals(1, faults.size(), faults::toString);
    }

    @Test
    void a_header_that_is_missing() {
        Answered whole = user(200, Running.ARUN, Map.of());
        for (String name : List.of("ETag", "Cache-Control", "Cache-Status", "X-Request-Id", "X-Content-Type-Options")) {
            Map<String, List<String>> fewer = new TreeMap<>(whole.headers());
            fewer.remove(name);
            Answered answered = new Answered("GET", "/users/101", 200, fewer, whole.body());

            assertEquals(List.of(name + " is there 0 times"), Contract.faults(answered));
        }
    }

    @Test
    void a_status_or_a_problem_that_is_not_listed() {
        assertEquals(1, Contract.faults(user(202, Running.ARUN, Map.of())).size());
        String problem = "{\"type\":\"urn:larder:problem:%s\",\"title\":\"t\",\"status\":404,\"detail\":\"d\"}";
        Map<String, String> headers = Map.of("Content-Type", "application/problem+json", "Cache-Control", "no-store");
        List<String> faults = Contract.faults(user(404, problem.formatted("no-such-order"), headers));
        assertTrue(faults.contains("there is no such problem there: no-such-order"), faults::toString);
        List<String> unknown = Contract.faults(user(404, problem.formatted("what"), headers));
        assertTrue(unknown.stream().anyMatch(fault -> fault.contains("enum")), unknown::toString);
    }

    @Test
    void an_answer_as_it_came_is_taken_apart() {
        byte[] sent = "GET /users/101?x=1 HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        Answered one = Answered.of(sent, "HTTP/1.1 204 No Content\r\nA: b\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 500 x")
                .orElseThrow();

        assertEquals("/users/101", one.path());
        assertEquals(204, one.status());
        assertEquals(List.of("b"), one.header("a"));
        assertEquals("ok", one.body());
        assertEquals(Optional.empty(), Answered.of(sent, ""));
        assertEquals(Optional.empty(), Answered.of(sent, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut"));
    }

    private static Answered user(int status, String body, Map<String, String> instead) {
        Map<String, String> headers = new TreeMap<>(Map.of(
                "Content-Type", "application/json",
                "Cache-Control", "public, no-cache",
                "X-Content-Type-Options", "nosniff",
                "X-Request-Id", "r-1"));
        if (status == 200) {
            headers.put("ETag", TAG);
            headers.put("Cache-Status", "larder; hit; ttl=297; detail=\"bound=37ms\"");
        }
        headers.putAll(instead);
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return new Answered("GET", "/users/101", status, all, body);
    }
}
