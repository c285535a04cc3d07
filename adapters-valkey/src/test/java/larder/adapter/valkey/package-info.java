@NullMarked
package larder.adapter.valkey;

import org.jspecify.annotations.NullMarked;
