@NullMarked
package larder.application.freshness;

import org.jspecify.annotations.NullMarked;
