package larder.devservices.backing;

/** A server that all tests of a JVM share: it can be neither broken nor closed by one of them. */
public record KeptBacking(Backing shared) implements Backing {
    @Override
    public String host() {
        return shared.host();
    }

    @Override
    public int port() {
        return shared.port();
    }

    @Override
    public String origin() {
        return shared.origin();
    }

    @Override
    public void kill() {
        throw refusal();
    }

    @Override
    public void pause() {
        throw refusal();
    }

    @Override
    public void resume() {
        throw refusal();
    }

    @Override
    public void restart() {
        throw refusal();
    }

    @Override
    public void close() {}

    private static UnsupportedOperationException refusal() {
        return new UnsupportedOperationException(
                "Other tests use this shared server: start() one of your own to break it.");
    }
}
