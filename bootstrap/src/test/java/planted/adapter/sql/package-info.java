/** Deliberate violations of the architecture rules. */
@NullMarked
package planted.adapter.sql;

import org.jspecify.annotations.NullMarked;
