package larder.devservices;

import larder.devservices.backing.Backing;

/** A server whose faults and end are those of what stands behind it. */
abstract class BackedServer implements DevServer {
    private final Backing backing;

    BackedServer(Backing backing) {
        this.backing = backing;
    }

    final Backing backing() {
        return backing;
    }

    @Override
    public final int port() {
        return backing.port();
    }

    @Override
    public final String origin() {
        return backing.origin();
    }

    @Override
    public final void kill() {
        backing.kill();
    }

    @Override
    public final void pause() {
        backing.pause();
    }

    @Override
    public final void resume() {
        backing.resume();
    }

    @Override
    public final void restart() {
        backing.restart();
    }

    @Override
    public void close() {
        backing.close();
    }
}
