package larder.adapter.valkey;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import larder.domain.port.CacheUnavailable;

/** Makes a call to Valkey and waits for its answer, within a bound. */
interface Calls {
    /**
     * The answer of a call that may be held back for {@code patience} on purpose; the bound comes on top of it.
     *
     * @throws CacheUnavailable whatever goes wrong, with the cause
     */
    <T> T answer(Duration patience, Supplier<? extends CompletionStage<T>> call);

    /** The answer of a call that is made at once. */
    default <T> T answer(Supplier<? extends CompletionStage<T>> call) {
        return answer(Duration.ZERO, call);
    }
}
