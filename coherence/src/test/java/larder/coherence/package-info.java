@NullMarked
package larder.coherence;

import org.jspecify.annotations.NullMarked;
