package larder.bootstrap;

import java.util.Optional;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.NearNotices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the follower of the feed has to say, in the log. */
final class NearLog implements NearNotices {
    private static final Logger LOG = LoggerFactory.getLogger(NearLog.class);

    @Override
    public void silent(RuntimeException why) {
        switch (why) {
            // Of the cause no more than its kind: what the server said could hold a secret.
            case CacheUnavailable away ->
                LOG.warn(
                        "The feed of what was forgotten does not answer: {} ({}). See to Valkey. Reads are answered by Valkey"
                                + " and the database meanwhile, and not from copies.",
                        away.getMessage(),
                        Optional.ofNullable(away.getCause())
                                .map(cause -> cause.getClass().getSimpleName())
                                .orElse("no cause"));
            default ->
                LOG.error(
                        "The feed of what was forgotten cannot be followed, and something unexpected is in the way: report"
                                + " it. Copies inside this process are not answered.",
                        why);
        }
    }

    @Override
    public void heard() {
        LOG.info("The feed of what was forgotten answers again, and copies inside this process are used");
    }
}
