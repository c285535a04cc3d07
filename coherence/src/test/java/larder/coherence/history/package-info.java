@NullMarked
package larder.coherence.history;

import org.jspecify.annotations.NullMarked;
