package larder.adapter.http;

import static larder.adapter.http.Running.ARUN;
import static larder.adapter.http.Running.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostileInputTest {
    private static final Running LARDER = Running.open();

    @AfterEach
    void nothing_was_changed() {
        assertEquals(3, LARDER.repository.count());
        assertEquals(ARUN, LARDER.get("/users/101").body());
    }

    @AfterAll
    static void close() {
        LARDER.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "-1",
                "0",
                "00",
                "0101",
                "+1",
                "1e3",
                "1.0",
                "0x1",
                "%31",
                "1%30",
                "10%31",
                "2147483648",
                "4294967397",
                "99999999999999999999",
                "1;v=2",
                "%E0%A5%A7",
                "%EF%BC%91",
                "1,2",
                "1%20",
                "%00",
                "1%0A",
                "null",
                "..%20",
                "'",
                "%22",
                "1_0"
            })
    void an_id_in_a_path_has_one_spelling(String id) {
        for (String method : new String[] {"GET", "HEAD", "DELETE"}) {
            String answer = LARDER.raw(method + " /users/" + id);
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertTrue(answer.contains("Content-Type: application/problem+json\r\n"), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?ids",
                "?ids=",
                "?ids=,",
                "?ids=1,",
                "?ids=,1",
                "?ids=1,,2",
                "?ids=a",
                "?ids=1&ids=2",
                "?ids=1&x=2",
                "?x=2&ids=1",
                "?id=1",
                "?IDS=1",
                "?ids=0",
                "?ids=-1",
                "?ids=+1",
                "?ids=1+2",
                "?ids=%31",
                "?ids=1%2C%32",
                "?ids=01",
                "?ids=2147483648",
                "?ids=1;2",
                "?ids[]=1",
                "?ids=1%00",
                "?ids=1&",
                "?&ids=1"
            })
    void a_query_for_several_has_ids_alone(String query) {
        String answer = LARDER.raw("GET /users" + query);

        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("\"type\":\"urn:larder:problem:invalid-request\""), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "1",
                "\"text\"",
                "[]",
                "[{}]",
                "{",
                "{]",
                "{}{}",
                "{} x",
                "{}]",
                "{'name':1}",
                "{name:1}",
                "{\"name\":}",
                "{\"name\":\"A\",}",
                "{\"name\":NaN}",
                "{\"name\":01}",
                "{\"name\":\"a\nb\"}",
                "{\"name\":\"\\x\"}",
                "{\"id\":123456789012345678901}",
                "{/**/}",
                "{\"a\":{{}}}",
                "{\"a\":[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]}",
                "\uFEFF{}"
            })
    void a_body_that_is_not_one_JSON_object_is_refused(String body) {
        HttpResponse<String> refused = post(body.getBytes(StandardCharsets.UTF_8));

        assertProblem(400, "invalid-body", refused);
        assertFalse(refused.body().contains("Exception"), refused.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                              | name  | is missing",
                "{'name':'A'}                                    | email | is missing",
                "{'name':null,'email':'a@b'}                     | name  | must be a string",
                "{'name':1,'email':'a@b'}                        | name  | must be a string",
                "{'name':1.5,'email':'a@b'}                      | name  | must be a string",
                "{'name':true,'email':'a@b'}                     | name  | must be a string",
                "{'name':['A'],'email':'a@b'}                    | name  | must be a string",
                "{'name':{'first':'A'},'email':'a@b'}            | name  | must be a string",
                "{'name':'A','email':2}                          | email | must be a string",
                "{'id':'1','name':'A','email':'a@b'}             | id    | must be a whole number",
                "{'id':1.0,'name':'A','email':'a@b'}             | id    | must be a whole number",
                "{'id':1e3,'name':'A','email':'a@b'}             | id    | must be a whole number",
                "{'id':null,'name':'A','email':'a@b'}            | id    | must be a whole number",
                "{'id':true,'name':'A','email':'a@b'}            | id    | must be a whole number",
                "{'id':[1],'name':'A','email':'a@b'}             | id    | must be a whole number",
                "{'name':'A','email':'a@b','role':'admin'}       | role  | is not a field that is known here",
                "{'name':'A','email':'a@b','<b>':{'x':[1]}}      | ?     | is not a field that is known here",
                "{'Name':'A','name':'A','email':'a@b'}           | Name  | is not a field that is known here",
                "{'name':'A','name':'A','email':'a@b'}           | name  | must not be there more than once",
                "{'name':'A','n\\u0061me':'B','email':'a@b'}     | name  | must not be there more than once",
                "{'name':'A\\ud800','email':'a@b'}               | name  | must not contain half of a surrogate pair",
                "{'name':'\\udc00A','email':'a@b'}               | name  | must not contain half of a surrogate pair"
            })
    void a_body_with_the_wrong_fields_is_told_which(String body, String field, String detail) {
        HttpResponse<String> refused = post(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));

        assertProblem(400, "invalid-body", refused);
        String error = "{\"field\":\"" + field + "\",\"detail\":\"" + detail + "\"}";
        assertTrue(refused.body().contains(error), refused.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id':0,'name':'A','email':'a@b'}               | id    | a user id is a whole number from 1 to 2147483647",
                "{'id':-0,'name':'A','email':'a@b'}              | id    | a user id is a whole number from 1 to 2147483647",
                "{'id':-1,'name':'A','email':'a@b'}              | id    | a user id is a whole number from 1 to 2147483647",
                "{'id':2147483648,'name':'A','email':'a@b'}      | id    | a user id is a whole number from 1 to 2147483647",
                "{'id':4294967397,'name':'A','email':'a@b'}      | id    | a user id is a whole number from 1 to 2147483647",
                "{'name':'','email':'a@b'}                       | name  | name must have 1 to 100 characters",
                "{'name':' A','email':'a@b'}                     | name  | name must not begin or end with white space",
                "{'name':'A\\u0000B','email':'a@b'}              | name  | name must not contain control characters",
                "{'name':'A\\nB','email':'a@b'}                  | name  | name must not contain control characters",
                "{'name':'A\\u2028B','email':'a@b'}              | name  | name must not contain control characters",
                "{'name':'A','email':'ab'}                       | email | email must look like name@host",
                "{'name':'A','email':'a@b@c'}                    | email | email must look like name@host"
            })
    void a_value_that_breaks_a_rule_is_told_which(String body, String field, String detail) {
        HttpResponse<String> refused = post(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));

        assertProblem(422, "invalid-value", refused);
        String errors = "\"errors\":[{\"field\":\"" + field + "\",\"detail\":\"" + detail + "\"}]";
        assertTrue(refused.body().contains(errors), refused.body());
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        HttpResponse<String> types = post("{\"id\":\"1\",\"name\":2,\"role\":3}".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> values = post("{\"name\":\"\",\"email\":\"\"}".getBytes(StandardCharsets.UTF_8));

        assertEquals(5, types.body().split("\"detail\":", -1).length - 1, types.body());
        assertEquals(3, values.body().split("\"detail\":", -1).length - 1, values.body());
    }

    @Test
    void a_body_full_of_errors_gets_a_short_answer() {
        StringBuilder body = new StringBuilder("{\"f0\":0");
        for (int i = 1; i < 1_000; i++) {
            body.append(",\"f").append(i).append("\":0");
        }
        HttpResponse<String> refused = post(body.append('}').toString().getBytes(StandardCharsets.UTF_8));

        assertProblem(400, "invalid-body", refused);
        assertTrue(refused.body().length() < 2_000, refused.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"C3", "FF", "C0AF", "EDA080", "F4908080", "E28228"})
    void a_body_that_is_not_UTF_8_is_refused(String hex) {
        String body = "{\"name\":\"%\",\"email\":\"a@b\"}";
        int at = body.indexOf('%');
        byte[] wrong = java.util.HexFormat.of().parseHex(hex);
        byte[] bytes = new byte[body.length() - 1 + wrong.length];
        byte[] ascii = body.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, bytes, 0, at);
        System.arraycopy(wrong, 0, bytes, at, wrong.length);
        System.arraycopy(ascii, at + 1, bytes, at + wrong.length, ascii.length - at - 1);

        assertProblem(400, "invalid-body", post(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain", "application/x-www-form-urlencoded", "application/json; charset=iso-8859-1",
                "application/json; charset=utf-16", "application/jsonp", "application/json; charset=utf-8; q=1",
                "application/merge-patch+json", "json", "multipart/form-data; boundary=x"
            })
    void a_body_of_another_type_is_refused(String type) {
        HttpRequest request = HttpRequest.newBuilder(LARDER.uri("/users/101"))
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofString("{\"name\":\"A\",\"email\":\"a@b\"}"))
                .build();

        assertProblem(415, "unsupported-body", LARDER.send(request));
    }

    @Test
    void a_body_without_a_type_or_with_an_encoding_is_refused() {
        HttpRequest.Builder request = HttpRequest.newBuilder(LARDER.uri("/users"))
                .POST(BodyPublishers.ofString("{\"name\":\"A\",\"email\":\"a@b\"}"));

        assertProblem(415, "unsupported-body", LARDER.send(request.build()));
        request.header("Content-Type", "application/json").header("Content-Encoding", "gzip");
        assertProblem(415, "unsupported-body", LARDER.send(request.build()));
    }

    @Test
    void a_write_to_all_users_takes_no_query() {
        assertProblem(
                400,
                "invalid-request",
                LARDER.send("POST", "/users?dry=true", "{\"name\":\"A\",\"email\":\"a@b.example\"}"));
    }

    private static HttpResponse<String> post(byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(LARDER.uri("/users"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return LARDER.send(request);
    }
}
