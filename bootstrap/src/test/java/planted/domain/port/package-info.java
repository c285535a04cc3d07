/** Deliberate violations of the architecture rules. */
@NullMarked
package planted.domain.port;

import org.jspecify.annotations.NullMarked;
