/** Reports, computed before somebody asks for them. */
@NullMarked
package larder.application.report;

import org.jspecify.annotations.NullMarked;
