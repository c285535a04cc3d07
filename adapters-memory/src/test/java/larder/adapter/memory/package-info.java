/** The adapters in memory under the contracts of their ports. */
@NullMarked
package larder.adapter.memory;

import org.jspecify.annotations.NullMarked;
