@NullMarked
package larder.coherence.mutant;

import org.jspecify.annotations.NullMarked;
