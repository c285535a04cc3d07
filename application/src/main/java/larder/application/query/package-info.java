/** Results of queries, kept until one of the tables that they come from changes. */
@NullMarked
package larder.application.query;

import org.jspecify.annotations.NullMarked;
