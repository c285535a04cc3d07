package larder.adapter.memcached;

import larder.domain.port.CacheUnavailable;

/** Asks Memcached something, within a bound. */
interface Calls {
    /**
     * The answer.
     *
     * @throws CacheUnavailable whatever goes wrong, with the cause
     */
    <T> T ask(Question<T> question);

    /** Something to be asked over a connection, of one step or several, by a deadline. */
    @FunctionalInterface
    interface Question<T> {
        T over(Wire wire, Deadline deadline);
    }
}
