package larder.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import larder.adapter.http.HttpApi;
import larder.adapter.http.HttpConfig;
import larder.adapter.http.Routes;
import larder.adapter.sql.SqlConfig;
import larder.adapter.sql.SqlDatabase;
import larder.adapter.valkey.Valkey;
import larder.adapter.valkey.ValkeyConfig;
import larder.application.readthrough.Caching;
import larder.application.readthrough.LoadLimit;
import larder.application.readthrough.ReadThrough;
import larder.application.readthrough.Region;
import larder.application.readthrough.Source;
import larder.application.user.Users;
import larder.domain.port.LoadLock;
import larder.domain.port.UserRepository;

/** The baseline of a cold run: Larder as it is, but for the fleet's lock, which everybody gets at once. */
final class WithoutLock {
    private WithoutLock() {}

    public static void main(String[] args) {
        SqlDatabase database = SqlDatabase.open(SqlConfig.of(System.getenv("LARDER_DATABASE_URL")));
        Valkey valkey = Valkey.open(ValkeyConfig.parse(System.getenv("LARDER_VALKEY_URL")));
        int port = Integer.parseInt(System.getenv("LARDER_HTTP_PORT"));
        HttpApi http = HttpApi.open(new HttpConfig("127.0.0.1", port, HttpConfig.Writes.OPEN));
        LoadLock everybody = (key, wait, lease) -> Optional.of(LoadLock.Lease.NONE);
        Caching caching = new Caching(
                valkey.cache(),
                everybody,
                new LoadLimit(8, Duration.ofMillis(500)),
                http.cacheStats(),
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextLong(),
                task -> Thread.ofVirtual().start(task));
        UserRepository users = database.users();
        Region region = Region.of("user", Duration.ofMinutes(5));
        Users read = new Users(
                users,
                new ReadThrough<>(region, HttpApi.userCodec(), new Source<>(users::find, users::findAll), caching));
        http.start(List.of(Routes.of(read)), List.of(database.health()));
    }
}
