/** Deliberate violations of the architecture rules. */
@NullMarked
package planted.adapter.valkey;

import org.jspecify.annotations.NullMarked;
