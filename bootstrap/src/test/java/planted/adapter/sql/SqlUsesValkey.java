package planted.adapter.sql;

import org.redisson.api.RedissonClient;

record SqlUsesValkey(RedissonClient client) {}
