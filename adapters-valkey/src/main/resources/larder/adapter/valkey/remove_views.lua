-- KEYS[1] stream; ARGV: group, ids. Answers {how many were there}.
redis.call('XACK', KEYS[1], unpack(ARGV))
return {redis.call('XDEL', KEYS[1], unpack(ARGV, 2))}
