/** Deliberate violations of the architecture rules. */
@NullMarked
package planted.elsewhere;

import org.jspecify.annotations.NullMarked;
