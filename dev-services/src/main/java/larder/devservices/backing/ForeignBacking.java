package larder.devservices.backing;

/** A server that somebody else runs, at an address from the environment: used as it is, never broken, never stopped. */
public record ForeignBacking(String host, int port, String origin) implements Backing {
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

    private UnsupportedOperationException refusal() {
        return new UnsupportedOperationException("A server that is not ours is not broken on purpose: " + origin
                + ". Unset the variable, and tests start a server of their own.");
    }
}
