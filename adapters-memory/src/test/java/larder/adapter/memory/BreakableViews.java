package larder.adapter.memory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import larder.contracts.Gate;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.View;
import larder.domain.port.BufferedView;
import larder.domain.port.ViewRepository;

/** A repository that fails to apply, or is slow to count a single view, when a test wants it. */
final class BreakableViews implements ViewRepository {
    private final ViewRepository kept;
    private volatile Optional<RuntimeException> failure = Optional.empty();
    private volatile Optional<Gate> busy = Optional.empty();

    BreakableViews(ViewRepository kept) {
        this.kept = kept;
    }

    void failWith(RuntimeException with) {
        failure = Optional.of(with);
    }

    void mend() {
        failure = Optional.empty();
    }

    /** Lets the next single views wait at the gate. */
    void hold(Gate gate) {
        busy = Optional.of(gate);
    }

    @Override
    public Optional<Long> count(ProductId product) {
        return kept.count(product);
    }

    @Override
    public Counted add(View view) {
        busy.ifPresent(BreakableViews::pass);
        return kept.add(view);
    }

    @Override
    public Application apply(List<BufferedView> entries) {
        failure.ifPresent(with -> {
            throw with;
        });
        return kept.apply(entries);
    }

    @Override
    public int forgetKeys(Duration age, int most) {
        return kept.forgetKeys(age, most);
    }

    private static void pass(Gate gate) {
        try {
            gate.pass();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
