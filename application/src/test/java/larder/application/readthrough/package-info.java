/** The parts of reading through that need no adapter. */
@NullMarked
package larder.application.readthrough;

import org.jspecify.annotations.NullMarked;
