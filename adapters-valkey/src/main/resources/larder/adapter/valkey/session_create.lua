-- KEYS[1] session, KEYS[2] the account's epoch; ARGV: an epoch that never was, stamp, idle ms, longest ms.
-- Answers {ms until it expires, ms until it ends}.
-- A session counts while it holds its account's epoch. Where the epoch is gone, so are all sessions of the account.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local idle, longest = tonumber(ARGV[3]), tonumber(ARGV[4])
local epoch = redis.call('GET', KEYS[2]) or ARGV[1]
local ends = string.format('%.0f', now + longest)
local left = math.min(idle, longest)
redis.call('HSET', KEYS[1], 'epoch', epoch, 'stamp', ARGV[2], 'idle', ARGV[3], 'ends', ends)
redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', now + left))
if redis.call('PTTL', KEYS[2]) < longest then
  redis.call('SET', KEYS[2], epoch, 'PXAT', ends)
end
return {left, longest}
