@NullMarked
package larder.coherence.load;

import org.jspecify.annotations.NullMarked;
