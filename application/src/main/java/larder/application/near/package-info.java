/** Copies of entries inside the process, and the word that goes round when an entry is forgotten. */
@NullMarked
package larder.application.near;

import org.jspecify.annotations.NullMarked;
