@NullMarked
package larder.coherence.fleet;

import org.jspecify.annotations.NullMarked;
