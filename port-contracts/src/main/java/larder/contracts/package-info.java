/** The adapter kit: one JUnit contract per port, and doubles that fail, dawdle and hang. */
@NullMarked
package larder.contracts;

import org.jspecify.annotations.NullMarked;
