/** The shape of Larder, as rules that can fail. */
@NullMarked
package larder.architecture;

import org.jspecify.annotations.NullMarked;
