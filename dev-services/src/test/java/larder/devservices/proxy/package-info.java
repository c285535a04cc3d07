@NullMarked
package larder.devservices.proxy;

import org.jspecify.annotations.NullMarked;
