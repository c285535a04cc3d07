/** Larder with one thing wrong, which the checker must find. */
@NullMarked
package larder.coherence.mutant;

import org.jspecify.annotations.NullMarked;
