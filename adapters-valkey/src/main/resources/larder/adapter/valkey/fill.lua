-- KEYS[1] entry; ARGV: token, fresh for ms, may stand in until ms from now, load time in us, then 'absent', or 'value' and
-- value, format, crc, version ('' for none).
-- Answers {1} for stored, {0} for refused.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local held = redis.pcall('HMGET', KEYS[1], 'token', 'token_until')
if held.err then
  if string.sub(held.err, 1, 9) == 'WRONGTYPE' then return {0} end
  return held
end
if held[1] ~= ARGV[1] or (tonumber(held[2] or 0) or 0) <= now then return {0} end
local stale_until = string.format('%.0f', now + tonumber(ARGV[3]))
local clocks = {'stored', string.format('%.0f', now),
  'fresh_until', string.format('%.0f', now + tonumber(ARGV[2])),
  'stale_until', stale_until, 'load_us', ARGV[4]}
-- What is written comes first: a server whose memory is full refuses that, and nothing has changed.
if ARGV[5] == 'absent' then
  redis.call('HSET', KEYS[1], 'absent', '1', unpack(clocks))
  redis.call('HDEL', KEYS[1], 'value', 'format', 'crc', 'version', 'token', 'token_until')
elseif ARGV[9] == '' then
  redis.call('HSET', KEYS[1], 'value', ARGV[6], 'format', ARGV[7], 'crc', ARGV[8], unpack(clocks))
  redis.call('HDEL', KEYS[1], 'absent', 'version', 'token', 'token_until')
else
  redis.call('HSET', KEYS[1], 'value', ARGV[6], 'format', ARGV[7], 'crc', ARGV[8], 'version', ARGV[9], unpack(clocks))
  redis.call('HDEL', KEYS[1], 'absent', 'token', 'token_until')
end
redis.call('PEXPIREAT', KEYS[1], stale_until)
return {1}
