/**
 * Every driven port: what the core asks of databases, caches and the machine. An adapter is right when it passes the
 * contract of the same name, whose tests carry the wording of the MUST clauses here.
 */
@NullMarked
package larder.domain.port;

import org.jspecify.annotations.NullMarked;
