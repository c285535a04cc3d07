@NullMarked
package larder.devservices.backing;

import org.jspecify.annotations.NullMarked;
