/** Tests of the HTTP side, against a server that listens. */
@NullMarked
package larder.adapter.http;

import org.jspecify.annotations.NullMarked;
