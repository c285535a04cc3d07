@NullMarked
package larder.application.near;

import org.jspecify.annotations.NullMarked;
