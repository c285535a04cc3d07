package larder.contracts;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import larder.domain.port.RelayNotices;

/** What a relay said, in words that a test can compare. */
public final class RecordingRelayNotices implements RelayNotices {
    private final List<String> said = new CopyOnWriteArrayList<>();

    public List<String> said() {
        return List.copyOf(said);
    }

    @Override
    public void stuck(RuntimeException why) {
        said.add("stuck: " + why.getClass().getSimpleName());
    }

    @Override
    public void moves() {
        said.add("moves");
    }

    @Override
    public void deaf(String why) {
        said.add("deaf: " + why);
    }

    @Override
    public void hears() {
        said.add("hears");
    }
}
