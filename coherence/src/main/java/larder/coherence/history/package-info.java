/** What was done and seen, and whether it keeps the guarantee: no server, no clock, only the history. */
@NullMarked
package larder.coherence.history;

import org.jspecify.annotations.NullMarked;
