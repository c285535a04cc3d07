package larder.domain.port;

import java.util.Optional;
import larder.domain.catalogue.View;

/**
 * One entry of a {@link ViewBuffer}, and its place in it.
 *
 * @param epoch a stretch of the buffer's life over which its order is certain, at most 32 characters; a buffer that was
 *     emptied, restored or promoted begins another, whose name was never used before
 * @param mark the place within the epoch, at most 41 characters; marks of one epoch are in the order of the appends when
 *     they are compared as texts
 * @param view empty for an entry that cannot be read
 */
public record BufferedView(String epoch, String mark, Optional<View> view) {}
