package larder.benchmarks;

import static java.util.stream.Collectors.toMap;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import larder.adapter.http.HttpApi;
import larder.adapter.http.HttpConfig;
import larder.adapter.http.Routes;
import larder.adapter.sql.SqlConfig;
import larder.adapter.sql.SqlDatabase;
import larder.adapter.valkey.Valkey;
import larder.adapter.valkey.ValkeyConfig;
import larder.application.query.QueryResults;
import larder.application.query.Tables;
import larder.application.readthrough.Caching;
import larder.application.readthrough.LoadLimit;
import larder.application.readthrough.ReadThrough;
import larder.application.readthrough.Region;
import larder.application.readthrough.Source;
import larder.application.staff.Staff;
import larder.application.user.Users;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.LoadLock;
import larder.domain.port.Lookup;
import larder.domain.port.Reservation;
import larder.domain.port.StaffRepository;
import larder.domain.port.UserRepository;

/**
 * The baseline of a cold run: Larder as it is, but without protection from stampedes. Whoever misses reserves, whatever
 * another has reserved, and loads at once. No changes are followed and no copies kept, so that hits show what those cost.
 */
final class Unprotected {
    private Unprotected() {}

    public static void main(String[] args) {
        SqlDatabase database = SqlDatabase.open(SqlConfig.of(System.getenv("LARDER_DATABASE_URL")));
        Valkey valkey = Valkey.open(ValkeyConfig.parse(System.getenv("LARDER_VALKEY_URL")));
        int port = Integer.parseInt(System.getenv("LARDER_HTTP_PORT"));
        HttpApi http = HttpApi.open(new HttpConfig("127.0.0.1", port, HttpConfig.Writes.OPEN));
        Caching caching = new Caching(
                new TakingOver(valkey.cache()),
                (_, _, _) -> Optional.of(LoadLock.Lease.NONE),
                new LoadLimit(8, Duration.ofMillis(500)),
                http.cacheStats(),
                System::nanoTime,
                Thread::sleep,
                () -> ThreadLocalRandom.current().nextLong(),
                task -> Thread.ofVirtual().start(task));
        UserRepository users = database.users();
        Region region = Region.of("user", Duration.ofMinutes(5));
        Users read = new Users(
                users,
                new ReadThrough<>(region, HttpApi.userCodec(), Source.ofRows(users::find, users::findAll), caching));
        http.start(List.of(Routes.of(read), Routes.of(staff(database.staff(), caching))), List.of(database.health()));
    }

    private static Staff staff(StaffRepository repository, Caching caching) {
        Region employees = Region.of("employee", Duration.ofHours(1));
        Tables tables = new Tables(caching, new SecureRandom(), employees.near());
        Region directory = Region.of("directory", Duration.ofMinutes(2));
        return new Staff(
                repository,
                new ReadThrough<>(
                        employees,
                        HttpApi.employeeCodec(),
                        Source.ofRows(repository::find, repository::findAll),
                        caching),
                new QueryResults<>(directory, HttpApi.directoryCodec(), tables, caching),
                tables);
    }

    private record TakingOver(Cache behind) implements Cache {
        @Override
        public Reservation reserve(CacheKey key, Duration hold, Duration unlessFreshFor) {
            return behind.takeOver(key, hold);
        }

        @Override
        public Map<CacheKey, Reservation> reserveAll(Collection<CacheKey> keys, Duration hold) {
            return keys.stream().distinct().collect(toMap(Function.identity(), key -> takeOver(key, hold)));
        }

        @Override
        public Reservation takeOver(CacheKey key, Duration hold) {
            return behind.takeOver(key, hold);
        }

        @Override
        public Lookup read(CacheKey key) {
            return behind.read(key);
        }

        @Override
        public Map<CacheKey, Lookup> readAll(Collection<CacheKey> keys) {
            return behind.readAll(keys);
        }

        @Override
        public void release(Map<CacheKey, FillToken> tokens) {
            behind.release(tokens);
        }

        @Override
        public Fill.Outcome fill(Fill fill) {
            return behind.fill(fill);
        }

        @Override
        public Map<CacheKey, Fill.Outcome> fillAll(Collection<Fill> fills) {
            return behind.fillAll(fills);
        }

        @Override
        public void invalidate(Collection<CacheKey> keys) {
            behind.invalidate(keys);
        }

        @Override
        public void invalidateOlder(Map<CacheKey, Long> versions) {
            behind.invalidateOlder(versions);
        }

        @Override
        public void clear(String region) {
            behind.clear(region);
        }

        @Override
        public boolean isReserved(CacheKey key) {
            return behind.isReserved(key);
        }
    }
}
