package larder.bootstrap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import larder.adapter.sql.SqlDatabase;
import larder.application.readthrough.Overloaded;
import larder.application.session.Accounts;
import larder.application.session.Accounts.Ensured;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.session.AccountName;
import larder.domain.session.Password;
import larder.domain.session.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it, in the background and for as long as it takes, that the account {@code admin} has the password of the settings.
 */
@Singleton
final class FirstAccount implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAccount.class);
    private static final AccountName NAME = new AccountName("admin");
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_WAIT = Duration.ofSeconds(2);

    private final Settings settings;
    private final SqlDatabase database;
    private final Accounts accounts;
    private final Thread thread = Thread.ofVirtual().name("first-account").unstarted(this::run);

    @Inject
    FirstAccount(Settings settings, SqlDatabase database, Accounts accounts) {
        this.settings = settings;
        this.database = database;
        this.accounts = accounts;
    }

    void start() {
        if (settings.adminPassword().isEmpty()) {
            LOG.info("LARDER_ADMIN_PASSWORD is not set: no account is made, and who has one logs in with it");
            return;
        }
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            if (thread.isAlive() && !thread.join(LAST_WAIT)) {
                LOG.warn("The account {} is still being seen to; it ends with the database", NAME);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            database.migrated().toCompletableFuture().get();
            while (!isEnsured(settings.adminPassword().orElseThrow())) {
                Thread.sleep(PAUSE);
            }
        } catch (ExecutionException never) {
            LOG.warn("The account {} is not seen to, since the database was not migrated: mend that", NAME);
        } catch (InterruptedException _) {
            LOG.debug("The account {} is not seen to any more: Larder stops", NAME);
        } catch (RuntimeException failed) {
            LOG.error("The account {} could not be made, or its password set: mend its row", NAME, failed);
        }
    }

    private boolean isEnsured(Password password) {
        try {
            Ensured ensured = accounts.ensure(NAME, password, Role.ADMIN);
            switch (ensured) {
                case MADE -> LOG.info("The account {} was made, with the password of LARDER_ADMIN_PASSWORD", NAME);
                case PASSWORD_SET ->
                    LOG.info("The account {} has the password of LARDER_ADMIN_PASSWORD now; its sessions ended", NAME);
                case AS_IT_WAS -> LOG.debug("The account {} has that password already", NAME);
            }
            return true;
        } catch (RepositoryUnavailable | Overloaded later) {
            LOG.debug("The account {} could not be seen to; it is tried again", NAME, later);
            return false;
        }
    }
}
