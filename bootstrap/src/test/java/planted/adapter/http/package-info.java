/** Deliberate violations of the architecture rules. */
@NullMarked
package planted.adapter.http;

import org.jspecify.annotations.NullMarked;
