/** What stands behind a server: a process of ours, a container, or somebody else's server at an address. */
@NullMarked
package larder.devservices.backing;

import org.jspecify.annotations.NullMarked;
