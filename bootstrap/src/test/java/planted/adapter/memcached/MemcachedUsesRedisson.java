package planted.adapter.memcached;

import org.redisson.api.RedissonClient;

record MemcachedUsesRedisson(RedissonClient client) {}
