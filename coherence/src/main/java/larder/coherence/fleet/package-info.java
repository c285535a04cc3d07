/** Larder processes on real servers, and the faults that they meet. */
@NullMarked
package larder.coherence.fleet;

import org.jspecify.annotations.NullMarked;
