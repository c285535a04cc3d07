/** Where a server's program comes from: the PATH, the operating system's package, or an archive in a jar. */
@NullMarked
package larder.devservices.software;

import org.jspecify.annotations.NullMarked;
