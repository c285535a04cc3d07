package larder.bootstrap;

import larder.domain.port.CacheUnavailable;
import larder.domain.port.RelayNotices;
import larder.domain.port.RepositoryUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the relay has to say, in the log. */
final class RelayLog implements RelayNotices {
    private static final Logger LOG = LoggerFactory.getLogger(RelayLog.class);

    @Override
    public void stuck(RuntimeException why) {
        switch (why) {
            case RepositoryUnavailable _ ->
                LOG.warn(
                        "The database cannot be asked what has changed, or whether changes are recorded: {}. See to it. As"
                                + " long as it does not answer loads either, what is cached is answered, and says how old it"
                                + " can be.",
                        why.getMessage());
            case CacheUnavailable _ ->
                LOG.warn(
                        "Changes wait that cannot be removed from the cache: see to its server. Reads go to the database"
                                + " until they are.");
            default ->
                LOG.error(
                        "Changes cannot be applied, and something unexpected is in the way: report it. Reads go to the"
                                + " database.",
                        why);
        }
    }

    @Override
    public void moves() {
        LOG.info("Changes of the database are applied to the cache again");
    }

    @Override
    public void deaf(String why) {
        LOG.error("The database does not record its changes, so that the cache is not used: {}", why);
    }

    @Override
    public void hears() {
        LOG.info("The database records its changes again; what was cached before was removed");
    }
}
