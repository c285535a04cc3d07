-- KEYS[1] stream, KEYS[2] its epoch; ARGV: how many may wait, the name of an epoch that never was, product, key or ''.
-- Answers {1} for taken, {0} for full. The append comes last: whatever fails, fails before it.
if redis.call('XLEN', KEYS[1]) >= tonumber(ARGV[1]) then return {0} end
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
local known = redis.call('HMGET', KEYS[2], 'run', 'epoch')
local epoch = known[2]
-- Another server, or this one started anew, or a stream that is not the one that was: ids may begin lower than before.
if not epoch or known[1] ~= run or redis.call('EXISTS', KEYS[1]) == 0 then
  epoch = ARGV[2]
  redis.call('HSET', KEYS[2], 'run', run, 'epoch', epoch)
end
redis.call('XADD', KEYS[1], '*', 'epoch', epoch, 'product', ARGV[3], 'key', ARGV[4])
return {1}
