package larder.bootstrap;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import larder.adapter.http.HttpConfig;
import larder.adapter.memcached.MemcachedConfig;
import larder.adapter.sql.SqlConfig;
import larder.adapter.valkey.ValkeyConfig;
import larder.domain.InvalidValue;
import larder.domain.session.Password;
import org.jspecify.annotations.Nullable;

/**
 * How a Larder process is set. The records in it hide their secrets when printed.
 *
 * @param cacheTtl one TTL for all regions, in place of their own
 * @param adminPassword that of the account {@code admin}; empty leaves accounts alone
 */
record Settings(
        HttpConfig http,
        SqlConfig database,
        CacheChoice cache,
        Optional<Duration> cacheTtl,
        Optional<Password> adminPassword) {
    private static final int LONGEST_TTL_SECONDS = 30 * 24 * 3600;

    Settings withSampleData() {
        return new Settings(http, database.withSampleData(), cache, cacheTtl, adminPassword);
    }

    Settings withAdminPassword(Password password) {
        return new Settings(http, database, cache, cacheTtl, Optional.of(password));
    }

    /** Which cache stands in front of the database. */
    sealed interface CacheChoice {
        /** Shared by all processes. */
        record Valkey(ValkeyConfig config) implements CacheChoice {}

        /** Shared by all processes, and without a disk. */
        record Memcached(MemcachedConfig config) implements CacheChoice {}

        /** One for this process alone. */
        record Memory() implements CacheChoice {}

        /** Every read goes to the database. */
        record None() implements CacheChoice {}
    }

    /**
     * Reads the environment and the properties file that it may name; the environment goes first.
     *
     * @throws Refused with all that is wrong, not only the first of it
     */
    static Settings read(Map<String, String> environment) {
        return new Parser(withFile(environment)).settings();
    }

    /** The form of the log, as far as it can be known before all is read: what is wrong is said by {@link #read}. */
    static LogForm logForm(Map<String, String> environment) {
        String chosen = withFile(environment).getOrDefault(Variable.LARDER_LOG.name(), "");
        return chosen.strip().equals("json") ? LogForm.JSON : LogForm.TEXT;
    }

    private static Map<String, String> withFile(Map<String, String> environment) {
        Map<String, String> all = new TreeMap<>();
        String file = environment.get(Variable.LARDER_CONFIG.name());
        if (file != null) {
            all.putAll(fromFile(Path.of(file)));
        }
        all.putAll(environment);
        return all;
    }

    private static Map<String, String> fromFile(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new Refused(List.of("LARDER_CONFIG names " + file + ", which cannot be read as a properties file"));
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), properties::getProperty));
    }

    /** Says that there is no setting of that name, and which may have been meant. */
    static String unknown(String name) {
        String hint = Variable.like(name)
                .map(known -> "; did you mean " + known + "?")
                .orElse("");
        return name + " is not a setting of Larder" + hint;
    }

    /** Says why a process does not start, one sentence for each thing that is wrong. */
    static final class Refused extends RuntimeException {
        Refused(List<String> sentences) {
            super(String.join(System.lineSeparator(), sentences));
        }
    }

    private static final class Parser {
        private final Map<String, String> values;
        private final List<String> wrong = new ArrayList<>();

        Parser(Map<String, String> values) {
            this.values = values;
        }

        Settings settings() {
            values.keySet().stream()
                    .filter(Variable::isUnknown)
                    .map(Settings::unknown)
                    .forEach(wrong::add);
            HttpConfig http = http();
            SqlConfig database = database();
            CacheChoice cache = parsed(Variable.LARDER_CACHE, "valkey", this::cache);
            Optional<Duration> ttl = value(Variable.LARDER_CACHE_TTL_SECONDS)
                    .map(text -> number(Variable.LARDER_CACHE_TTL_SECONDS, text, 1, LONGEST_TTL_SECONDS))
                    .map(Duration::ofSeconds);
            Optional<Password> adminPassword = adminPassword();
            parsed(Variable.LARDER_LOG, "text", LogForm::of);
            if (!wrong.isEmpty() || http == null || database == null || cache == null) {
                throw new Refused(wrong);
            }
            return new Settings(http, database, cache, ttl, adminPassword);
        }

        private @Nullable HttpConfig http() {
            String host = value(Variable.LARDER_HTTP_HOST).orElse("127.0.0.1");
            int port = number(
                    Variable.LARDER_HTTP_PORT, value(Variable.LARDER_HTTP_PORT).orElse("8000"), 0, 65_535);
            return parsed(Variable.LARDER_AUTH, "required", auth -> switch (auth) {
                case "required" -> new HttpConfig(host, port, HttpConfig.Writes.SESSION_REQUIRED);
                case "open" -> new HttpConfig(loopback(host), port, HttpConfig.Writes.OPEN);
                default -> throw Nearest.among(auth, List.of("required", "open"));
            });
        }

        private static String loopback(String host) {
            try {
                if (InetAddress.getByName(host).isLoopbackAddress()) {
                    return host;
                }
            } catch (UnknownHostException _) {
                // an address that nobody knows is no loopback either
            }
            throw new InvalidValue(
                    "is open, which lets anybody write: LARDER_HTTP_HOST must be a loopback address then");
        }

        /** As it is, white space included, since it is typed so when somebody logs in. */
        private Optional<Password> adminPassword() {
            String text = values.getOrDefault(Variable.LARDER_ADMIN_PASSWORD.name(), "");
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.ofNullable(parsed(Variable.LARDER_ADMIN_PASSWORD, "", _ -> Password.chosen(text)));
        }

        private @Nullable SqlConfig database() {
            if (value(Variable.LARDER_DATABASE_URL).isEmpty()) {
                wrong.add(
                        "LARDER_DATABASE_URL is not set: name a database, as postgresql://user:password@host:5432/name"
                                + " or mysql://user:password@host:3306/name, or try ./larder dev, which brings its own");
                return null;
            }
            return parsed(Variable.LARDER_DATABASE_URL, "", SqlConfig::of);
        }

        private CacheChoice cache(String name) {
            return switch (name) {
                case "valkey" -> valkey();
                case "memcached" -> memcached();
                case "memory" -> new CacheChoice.Memory();
                case "none" -> new CacheChoice.None();
                default -> throw Nearest.among(name, List.of("valkey", "memcached", "memory", "none"));
            };
        }

        private CacheChoice valkey() {
            if (value(Variable.LARDER_VALKEY_URL).isEmpty()) {
                throw new InvalidValue("is valkey, but LARDER_VALKEY_URL is not set: name a server, as"
                        + " valkey://host:6379, or set LARDER_CACHE to memory or none");
            }
            ValkeyConfig config = parsed(Variable.LARDER_VALKEY_URL, "", ValkeyConfig::parse);
            return config == null ? new CacheChoice.None() : new CacheChoice.Valkey(config);
        }

        private CacheChoice memcached() {
            if (value(Variable.LARDER_MEMCACHED_URL).isEmpty()) {
                throw new InvalidValue("is memcached, but LARDER_MEMCACHED_URL is not set: name a server, as"
                        + " memcached://host:11211");
            }
            MemcachedConfig config = parsed(Variable.LARDER_MEMCACHED_URL, "", MemcachedConfig::parse);
            return config == null ? new CacheChoice.None() : new CacheChoice.Memcached(config);
        }

        private <T> @Nullable T parsed(Variable variable, String otherwise, Function<String, T> parse) {
            try {
                return parse.apply(value(variable).orElse(otherwise));
            } catch (InvalidValue invalid) {
                wrong.add(variable + " " + invalid.getMessage());
                return null;
            }
        }

        private int number(Variable variable, String text, int least, int most) {
            try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // said below, with what is allowed
            }
            wrong.add(variable + " must be a whole number from " + least + " to " + most);
            return least;
        }

        /** An empty variable is one that is not set, as compose files and shells leave them. */
        private Optional<String> value(Variable variable) {
            return variable.names().stream()
                    .map(values::get)
                    .filter(text -> text != null && !text.isBlank())
                    .map(String::strip)
                    .findFirst();
        }
    }
}
