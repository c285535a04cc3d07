package planted.application;

import planted.domain.port.LoadLock;

record LocksByItself(LoadLock lock) {
    void run() {
        lock.tryAcquire();
    }
}
