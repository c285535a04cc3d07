/** Reading through a cache: {@link larder.application.readthrough.ReadThrough} is the algorithm, the rest are its parts. */
@NullMarked
package larder.application.readthrough;

import org.jspecify.annotations.NullMarked;
