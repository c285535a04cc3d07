/**
 * The adapter kit: for each port the contract that every adapter of it passes, the races that the core must win on any of
 * them, and doubles that fail, lag and hang on demand. An adapter's test extends a contract and says how its server is
 * reached; the tests come with it.
 */
@NullMarked
package larder.contracts;

import org.jspecify.annotations.NullMarked;
