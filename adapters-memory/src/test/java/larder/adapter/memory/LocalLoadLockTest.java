package larder.adapter.memory;

import larder.contracts.LoadLockContract;
import larder.domain.port.LoadLock;

final class LocalLoadLockTest extends LoadLockContract {
    private final LocalLoadLock lock = new LocalLoadLock(System::nanoTime);

    @Override
    protected LoadLock lock() {
        return lock;
    }

    @Override
    protected LoadLock otherProcess() {
        return lock;
    }

    @Override
    protected int left() {
        return lock.size();
    }
}
