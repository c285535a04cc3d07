package larder.adapter.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import larder.domain.catalogue.View;
import larder.domain.port.BufferedView;
import larder.domain.port.ViewBuffer;
import larder.domain.port.ViewBufferUnavailable;

/** A buffer in a list that does what a test wants: refuse, be full, not answer, or lose the answer to a removal. */
final class ShelfViewBuffer implements ViewBuffer {
    private final List<BufferedView> entries = new ArrayList<>();
    private final List<BufferedView> aside = new ArrayList<>();
    private int appended;
    private Mood mood = Mood.WELL;

    @Override
    public synchronized Appended append(View view) {
        return switch (mood) {
            case WELL, KEEPS_ALL -> {
                put(Optional.of(view));
                yield Appended.TAKEN;
            }
            case FULL -> Appended.FULL;
            case REFUSES -> Appended.REFUSED;
            case SILENT -> {
                put(Optional.of(view));
                throw new ViewBufferUnavailable("silent", null);
            }
        };
    }

    synchronized void put(Optional<View> view) {
        entries.add(new BufferedView("epoch", String.format("%041d", ++appended), view));
    }

    @Override
    public synchronized Backlog oldest(int most) {
        requireAnswer(Mood.SILENT);
        return new Backlog(entries.size(), entries.stream().limit(most).toList());
    }

    @Override
    public synchronized void remove(Collection<BufferedView> counted) {
        requireAnswer(Mood.KEEPS_ALL);
        entries.removeAll(counted);
    }

    @Override
    public synchronized void setAside(Collection<BufferedView> uncountable) {
        entries.removeAll(uncountable);
        aside.addAll(uncountable);
    }

    synchronized void be(Mood now) {
        mood = now;
    }

    synchronized int waiting() {
        return entries.size();
    }

    synchronized int aside() {
        return aside.size();
    }

    private void requireAnswer(Mood unlessIn) {
        if (mood == unlessIn) {
            throw new ViewBufferUnavailable("does not answer", null);
        }
    }

    /** How it answers. */
    enum Mood {
        WELL,
        FULL,
        REFUSES,
        /** Takes and does not say so, and gives nothing. */
        SILENT,
        /** Removes nothing. */
        KEEPS_ALL
    }
}
