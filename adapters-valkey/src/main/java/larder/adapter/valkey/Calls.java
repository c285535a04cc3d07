package larder.adapter.valkey;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import larder.domain.port.CacheUnavailable;

/** Makes a call to Valkey and waits for its answer, within a bound. */
interface Calls {
    /**
     * The answer of a call.
     *
     * @throws CacheUnavailable whatever goes wrong, with the cause
     */
    <T> T answer(Supplier<? extends CompletionStage<T>> call);
}
