@NullMarked
package larder.adapter.sql;

import org.jspecify.annotations.NullMarked;
