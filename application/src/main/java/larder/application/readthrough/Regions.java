package larder.application.readthrough;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import larder.domain.InvalidValue;

/** The regions of a process, for an operator to look into and to clear. Each puts itself in when it is made. */
public final class Regions {
    private final ConcurrentSkipListMap<String, Entries> known = new ConcurrentSkipListMap<>();

    void add(Entries entries) {
        String name = entries.region().name();
        if (known.putIfAbsent(name, entries) != null) {
            throw new InvalidValue("region " + name + ": there is one of this name already");
        }
    }

    /** In the order of their names. */
    public List<Entries> all() {
        return List.copyOf(known.values());
    }

    public Optional<Entries> find(String name) {
        return Optional.ofNullable(known.get(name));
    }
}
