/** Real servers for tests and for the first run: started, asked for a fresh database, and broken on purpose. */
@NullMarked
package larder.devservices;

import org.jspecify.annotations.NullMarked;
