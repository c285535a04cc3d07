-- KEYS[1] entry; ARGV: token. A value beside the token stays, and ends by its own clocks.
-- Answers {1} for given back, {0} when the entry does not hold the token.
local held = redis.pcall('HGET', KEYS[1], 'token')
if type(held) == 'table' and held.err then
  if string.sub(held.err, 1, 9) == 'WRONGTYPE' then return {0} end
  return held
end
if held ~= ARGV[1] then return {0} end
redis.call('HDEL', KEYS[1], 'token', 'token_until')
return {1}
