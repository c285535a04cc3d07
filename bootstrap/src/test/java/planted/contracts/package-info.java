/** Deliberate violations of the architecture rules. */
@NullMarked
package planted.contracts;

import org.jspecify.annotations.NullMarked;
