package larder.bootstrap;

import dagger.Module;
import dagger.Provides;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import larder.adapter.http.HttpConfig.Writes;
import larder.adapter.memory.InMemory;
import larder.adapter.sql.SqlDatabase;
import larder.application.limit.Limits;
import larder.application.session.Accounts;
import larder.application.session.Passwords;
import larder.application.session.Sessions;
import larder.domain.port.AccountRepository;

/** Who may do what, and how often. */
@Module
final class AccessModule {
    private AccessModule() {}

    @Provides
    static AccountRepository accountRepository(SqlDatabase database) {
        return database.accounts();
    }

    @Provides
    @Singleton
    static Passwords passwords() {
        return Passwords.usual(new SecureRandom());
    }

    @Provides
    static Accounts accounts(AccountRepository repository, Passwords passwords) {
        return new Accounts(repository, passwords);
    }

    @Provides
    @Singleton
    static Limits limits(CacheSide side, Settings settings) {
        return settings.http().writes() == Writes.OPEN
                ? Limits.lifted()
                : Limits.of(side.rateLimit(), InMemory.rateLimit(System::nanoTime));
    }

    @Provides
    @Singleton
    static Sessions sessions(AccountRepository accounts, CacheSide side, Passwords passwords, Limits limits) {
        return new Sessions(accounts, side.sessions(), passwords, limits, new SecureRandom());
    }
}
