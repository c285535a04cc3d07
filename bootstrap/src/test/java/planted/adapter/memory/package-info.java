/** Deliberate violations of the architecture rules. */
@NullMarked
package planted.adapter.memory;

import org.jspecify.annotations.NullMarked;
