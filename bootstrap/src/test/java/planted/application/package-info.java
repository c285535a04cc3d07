/** Deliberate violations of the architecture rules. */
@NullMarked
package planted.application;

import org.jspecify.annotations.NullMarked;
