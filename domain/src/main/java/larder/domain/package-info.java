/** The problem's own words: entities, values and, in {@code port}, what the core asks of the outside. */
@NullMarked
package larder.domain;

import org.jspecify.annotations.NullMarked;
