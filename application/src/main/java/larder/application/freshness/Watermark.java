package larder.application.freshness;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.OptionalLong;
import larder.domain.port.ChangeLog.Backlog;

/**
 * Draws from looks into the log up to when all changes have been applied.
 *
 * <p>A change stays in the log from its commit until it was applied. Whatever was committed before a look was asked for is
 * therefore either applied by then or among what the look finds, with a number up to the newest that it finds. Once a later look
 * finds nothing, or only higher numbers, all of that is applied. The order in which changes were numbered does not matter: one
 * that is committed late with a low number only makes this wait for longer. Used by one thread.
 */
final class Watermark {
    /** More looks than this are not kept in mind: they would only make the proof a little younger. */
    private static final int MOST = 64;

    private final Deque<Mark> marks = new ArrayDeque<>();

    /**
     * Takes a look into account.
     *
     * @param asked a reading of the ticker before the log was asked
     * @return a reading before which everything that was committed is applied; empty when this look proves nothing new
     */
    OptionalLong seen(long asked, Backlog backlog) {
        if (backlog.isEmpty()) {
            marks.clear();
            return OptionalLong.of(asked);
        }
        long oldest = backlog.oldest().getAsLong();
        OptionalLong proven = OptionalLong.empty();
        for (Iterator<Mark> each = marks.iterator(); each.hasNext(); ) {
            Mark mark = each.next();
            if (mark.newest() < oldest) {
                // They are in the order of their looks, so the last is the latest.
                proven = OptionalLong.of(mark.asked());
                each.remove();
            }
        }
        if (marks.size() < MOST) {
            marks.addLast(new Mark(asked, backlog.newest().getAsLong()));
        }
        return proven;
    }

    /** A look that found something, the newest of which had that number. */
    private record Mark(long asked, long newest) {}
}
