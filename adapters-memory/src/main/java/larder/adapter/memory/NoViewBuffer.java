package larder.adapter.memory;

import java.util.Collection;
import larder.domain.catalogue.View;
import larder.domain.port.BufferedView;
import larder.domain.port.ViewBuffer;

/** A buffer that takes nothing, so that every view goes straight to the database. */
record NoViewBuffer() implements ViewBuffer {
    @Override
    public Appended append(View view) {
        return Appended.REFUSED;
    }

    @Override
    public Backlog oldest(int most) {
        return Backlog.NONE;
    }

    @Override
    public void remove(Collection<BufferedView> counted) {}

    @Override
    public void setAside(Collection<BufferedView> uncountable) {}
}
