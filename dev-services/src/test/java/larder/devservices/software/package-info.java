@NullMarked
package larder.devservices.software;

import org.jspecify.annotations.NullMarked;
