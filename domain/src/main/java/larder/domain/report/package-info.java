/** What the shop's figures say. */
@NullMarked
package larder.domain.report;

import org.jspecify.annotations.NullMarked;
