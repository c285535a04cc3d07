package larder.coherence.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;
import larder.coherence.history.Seen;
import larder.coherence.load.Client.Request;

/** A row whose states are numbered: the number is in its value. */
sealed interface Row {
    int id();

    /** The key of its history. */
    String key();

    /** A change of it to that state over HTTP. */
    Request change(long version);

    /** The same by SQL. */
    String sqlChange(long version);

    /** Makes it, in that state, by SQL. */
    String sqlInsert(long version);

    /** Asks the database for its state: no row, or one with one text. */
    String sqlSelect();

    /** Where it is read on its own; empty when it is seen in others only. */
    String path();

    /** What that answer says. */
    Seen seen(JsonNode json);

    /** The state that a text names. */
    static Seen state(String text) {
        if (!text.startsWith("v")) {
            return new Seen.Rubbish(text);
        }
        return number(text.substring(1)).stream()
                .mapToObj(number -> (Seen) new Seen.Version(number))
                .findFirst()
                .orElse(new Seen.Rubbish(text));
    }

    static OptionalInt number(String text) {
        try {
            return OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException _) {
            return OptionalInt.empty(); // said by the caller
        }
    }

    /** A user, who also comes and goes. Name and address tell the same state, so that a torn row is seen. */
    record User(int id) implements Row {
        static final String KEY = "user:";

        @Override
        public String key() {
            return KEY + id;
        }

        @Override
        public Request change(long version) {
            return new Request("PUT", path(), body(version));
        }

        Request create(long version) {
            return new Request("POST", "/users", body(version).replace("{", "{\"id\":" + id + ","));
        }

        Request remove() {
            return new Request("DELETE", path(), "");
        }

        private static String body(long version) {
            return "{\"name\":\"v%1$d\",\"email\":\"v%1$d@example.com\"}".formatted(version);
        }

        @Override
        public String sqlChange(long version) {
            return "UPDATE users SET name = 'v%1$d', email = 'v%1$d@example.com' WHERE id = %2$d"
                    .formatted(version, id);
        }

        String sqlRemove() {
            return "DELETE FROM users WHERE id = " + id;
        }

        @Override
        public String sqlInsert(long version) {
            return "INSERT INTO users (id, name, email) VALUES (%2$d, 'v%1$d', 'v%1$d@example.com')"
                    .formatted(version, id);
        }

        @Override
        public String sqlSelect() {
            return "SELECT name FROM users WHERE id = " + id;
        }

        @Override
        public String path() {
            return "/users/" + id;
        }

        @Override
        public Seen seen(JsonNode json) {
            String name = json.path("name").asText();
            String email = json.path("email").asText();
            return email.equals(name + "@example.com") ? state(name) : new Seen.Rubbish(name + " with " + email);
        }
    }

    /** An employee, by title; the directory shows it as well. */
    record Employee(int id, int department) implements Row {
        @Override
        public String key() {
            return "employee:" + id;
        }

        /** By which the directory's lines are told apart. */
        String name() {
            return "e" + id;
        }

        @Override
        public Request change(long version) {
            return new Request(
                    "PUT",
                    path(),
                    "{\"name\":\"%s\",\"job_title\":\"v%d\",\"dept_id\":%d}".formatted(name(), version, department));
        }

        @Override
        public String sqlChange(long version) {
            return "UPDATE employees SET job_title = 'v%d' WHERE id = %d".formatted(version, id);
        }

        @Override
        public String sqlInsert(long version) {
            return "INSERT INTO employees (id, name, job_title, dept_id) VALUES (%d, '%s', 'v%d', %d)"
                    .formatted(id, name(), version, department);
        }

        @Override
        public String sqlSelect() {
            return "SELECT job_title FROM employees WHERE id = " + id;
        }

        @Override
        public String path() {
            return "/employees/" + id;
        }

        @Override
        public Seen seen(JsonNode json) {
            return state(json.path("job_title").asText());
        }
    }

    /** A department, by name; only the directory shows it. */
    record Department(int id) implements Row {
        @Override
        public String key() {
            return "department:" + id;
        }

        private String name(long version) {
            return "d" + id + " v" + version;
        }

        @Override
        public Request change(long version) {
            return new Request("PUT", "/departments/" + id, "{\"name\":\"" + name(version) + "\"}");
        }

        @Override
        public String sqlChange(long version) {
            return "UPDATE departments SET name = '%s' WHERE id = %d".formatted(name(version), id);
        }

        @Override
        public String sqlInsert(long version) {
            return "INSERT INTO departments (id, name) VALUES (%d, '%s')".formatted(id, name(version));
        }

        @Override
        public String sqlSelect() {
            return "SELECT SUBSTRING(name, %d) FROM departments WHERE id = %d".formatted(name(0).indexOf('v') + 1, id);
        }

        @Override
        public String path() {
            return "";
        }

        @Override
        public Seen seen(JsonNode json) {
            String name = json.path("department_name").asText();
            return name.startsWith("d" + id + " ")
                    ? state(name.substring(name.indexOf(' ') + 1))
                    : new Seen.Rubbish(name);
        }
    }

    /** A product, by its stock, which is written through. */
    record Product(int id) implements Row {
        @Override
        public String key() {
            return "product:" + id;
        }

        @Override
        public Request change(long version) {
            return new Request("PUT", path() + "/stock", "{\"stock\":" + version + "}");
        }

        @Override
        public String sqlChange(long version) {
            return "UPDATE products SET stock = %d WHERE prod_id = %d".formatted(version, id);
        }

        @Override
        public String sqlInsert(long version) {
            return "INSERT INTO products (prod_id, category, title, actor, price, common_prod_id, stock)"
                    + " VALUES (%d, 1, 'p', 'a', 9.99, 1, %d)".formatted(id, version);
        }

        @Override
        public String sqlSelect() {
            return "SELECT CONCAT('v', stock) FROM products WHERE prod_id = " + id;
        }

        @Override
        public String path() {
            return "/products/" + id;
        }

        @Override
        public Seen seen(JsonNode json) {
            return state("v" + json.path("stock").asText());
        }
    }
}
