package planted.contracts;

import com.github.benmanes.caffeine.cache.Ticker;

record ContractsUseCaffeine(Ticker ticker) {}
