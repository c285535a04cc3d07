@NullMarked
package larder.devservices;

import org.jspecify.annotations.NullMarked;
