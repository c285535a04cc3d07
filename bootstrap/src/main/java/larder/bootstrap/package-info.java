/** Where Larder is put together: settings, wiring and {@code main}. The only package that knows all others. */
@NullMarked
package larder.bootstrap;

import org.jspecify.annotations.NullMarked;
