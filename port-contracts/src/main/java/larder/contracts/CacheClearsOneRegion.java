package larder.contracts;

import static larder.contracts.CacheSteps.KEY;
import static larder.contracts.CacheSteps.fill;
import static larder.contracts.CacheSteps.holds;
import static larder.contracts.CacheSteps.missing;
import static larder.contracts.CacheSteps.reserved;
import static larder.contracts.CacheSteps.store;
import static larder.contracts.CacheSteps.stored;
import static larder.contracts.CacheSteps.text;

import java.util.List;
import larder.domain.port.CacheKey;
import larder.domain.port.FillToken;
import org.junit.jupiter.api.Test;

/** What a cache does besides if it can tell its keys: it clears a region and leaves the others. */
public interface CacheClearsOneRegion extends CacheFixture {
    @Test
    default void other_regions_stay_when_one_is_cleared() {
        List<CacheKey> others =
                List.of(new CacheKey("thin", "1"), new CacheKey("things", "1"), new CacheKey("a", KEY.toString()));
        others.forEach(other -> store(cache(), other, text("b")));
        CacheKey loading = new CacheKey("elsewhere", "1");
        FillToken token = reserved(cache(), loading);
        store(cache(), KEY, text("a"));
        otherProcess().clear(KEY.region());
        missing(cache(), KEY);
        others.forEach(other -> holds(cache(), other, text("b")));
        stored(cache().fill(fill(loading, token, text("c"))));
    }
}
