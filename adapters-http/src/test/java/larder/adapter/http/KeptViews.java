package larder.adapter.http;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import larder.domain.catalogue.View;
import larder.domain.port.BufferedView;
import larder.domain.port.ViewBuffer;

/** A buffer that takes views, unless the test has another answer. */
final class KeptViews implements ViewBuffer {
    final List<View> taken = new CopyOnWriteArrayList<>();
    volatile Supplier<Appended> answers = () -> Appended.TAKEN;

    @Override
    public Appended append(View view) {
        Appended answer = answers.get();
        taken.add(view);
        return answer;
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
