package planted.domain.port;

/** Stands for the port of that name, so that the rule about its users has something to find. */
public interface LoadLock {
    void tryAcquire();
}
