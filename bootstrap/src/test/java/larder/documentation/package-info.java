/** What the documentation says, as tests. */
@NullMarked
package larder.documentation;

import org.jspecify.annotations.NullMarked;
