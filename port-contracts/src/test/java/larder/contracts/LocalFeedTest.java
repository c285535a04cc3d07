package larder.contracts;

import larder.domain.port.InvalidationFeed;

final class LocalFeedTest extends InvalidationFeedContract {
    private final LocalFeed feed = new LocalFeed();

    @Override
    protected InvalidationFeed feed() {
        return feed;
    }

    @Override
    protected InvalidationFeed otherProcess() {
        return feed;
    }

    @Override
    protected void lose() {
        feed.lose();
    }

    @Override
    protected int tooMany() {
        return LocalFeed.MOST_AT_ONCE + 1;
    }
}
