package larder.coherence.load;

import java.net.http.HttpResponse;
import java.util.Random;
import larder.coherence.fleet.DirectSql;
import larder.coherence.fleet.Timeline;
import larder.coherence.fleet.ValkeyCommands;

/**
 * What a writer works with; the connection and the chance are its own.
 *
 * @param companion reads while the writer writes
 */
record Tools(
        Client client,
        DirectSql sql,
        ValkeyCommands valkey,
        Asking asking,
        Asking companion,
        Timeline clock,
        Records records,
        Random random) {
    /** The refusal that is allowed: nobody knows what became of the write. */
    static boolean unavailable(HttpResponse<String> response) {
        return response.statusCode() == 503
                && response.headers().firstValue("Retry-After").isPresent();
    }
}
