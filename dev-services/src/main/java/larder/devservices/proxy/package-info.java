/** A TCP proxy that breaks connections on purpose. */
@NullMarked
package larder.devservices.proxy;

import org.jspecify.annotations.NullMarked;
