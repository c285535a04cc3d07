package larder.bootstrap;

import java.io.Serial;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why a process does not start though its settings are right, in a sentence that says how to mend it. */
final class Unstartable extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    Unstartable(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** What failed, and why, and why that. */
    static Unstartable because(RuntimeException failed) {
        String sentence = Stream.iterate((Throwable) failed, Unstartable::isThere, Throwable::getCause)
                .limit(4)
                .map(Throwable::getMessage)
                .map(String::valueOf)
                .collect(Collectors.joining(": "));
        return new Unstartable(sentence, failed);
    }

    private static boolean isThere(@Nullable Throwable cause) {
        return cause != null;
    }
}
