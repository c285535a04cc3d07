package larder.adapter.http;

import io.javalin.Javalin;
import io.javalin.util.JavalinLogger;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.SocketException;
import java.nio.channels.UnresolvedAddressException;
import java.util.stream.Stream;

/** Begins to listen, and says in a sentence why it cannot. */
final class Listening {
    private Listening() {}

    /**
     * Answers the port.
     *
     * @throws UncheckedIOException with a sentence for who set the address
     */
    static int begin(Javalin server, HttpConfig config) {
        // It would log the failure with its trace, which is said in a sentence below.
        JavalinLogger.enabled = false;
        try {
            return server.start(config.host(), config.port()).port();
        } catch (RuntimeException failed) {
            Throwable cause = Stream.iterate(failed, Throwable.class::isInstance, Throwable::getCause)
                    .filter(each -> each instanceof SocketException || each instanceof UnresolvedAddressException)
                    .reduce((outer, inner) -> inner)
                    .orElseThrow(() -> failed);
            String sentence = "cannot listen on " + config.host() + " port " + config.port() + ": " + reason(cause);
            BindException said = new BindException(sentence);
            said.initCause(failed);
            throw new UncheckedIOException(sentence, said);
        } finally {
            JavalinLogger.enabled = true;
        }
    }

    private static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof UnresolvedAddressException) {
            return "nobody knows that name";
        }
        if (message.contains("in use")) {
            return "another program does already";
        }
        if (message.contains("Permission denied")) {
            return "ports below 1024 take rights that this user lacks";
        }
        return message.contains("assign") ? "this machine has no such address" : "the system refuses it";
    }
}
