/** The checker: Larder processes on real servers, faults, and a proof or a counterexample. */
@NullMarked
package larder.coherence;

import org.jspecify.annotations.NullMarked;
