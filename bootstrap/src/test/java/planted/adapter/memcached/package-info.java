/** Deliberate violations of the architecture rules. */
@NullMarked
package planted.adapter.memcached;

import org.jspecify.annotations.NullMarked;
