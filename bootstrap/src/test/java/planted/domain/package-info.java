/** Deliberate violations of the architecture rules. */
@NullMarked
package planted.domain;

import org.jspecify.annotations.NullMarked;
