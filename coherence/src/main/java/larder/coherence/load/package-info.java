/** Clients that write and read over HTTP, and by SQL behind Larder's back, and note what they did and saw. */
@NullMarked
package larder.coherence.load;

import org.jspecify.annotations.NullMarked;
