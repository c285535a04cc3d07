-- KEYS[1] entry; ARGV: token, hold in ms, how fresh in ms a value must be to be left alone, and 'vacant', or 'anyway' to mind
-- neither a value nor another's reservation.
-- Answers {1} for granted, {2, now, fields} for a value that is fresh enough, {3} for held by another.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local entry = redis.pcall('HMGET', KEYS[1],
  'value', 'absent', 'format', 'crc', 'stored', 'fresh_until', 'stale_until', 'load_us', 'version', 'token_until')
if entry.err then
  if string.sub(entry.err, 1, 9) ~= 'WRONGTYPE' then return entry end
  redis.call('UNLINK', KEYS[1])
  entry = {}
end
local fresh_until = tonumber(entry[6] or 0) or 0
local stale_until = tonumber(entry[7] or 0) or 0
if ARGV[4] ~= 'anyway' and (entry[1] or entry[2]) and fresh_until - now > tonumber(ARGV[3]) then
  return {2, now, {entry[1], entry[2], entry[3], entry[4], entry[5], entry[6], entry[7], entry[8], entry[9]}}
end
if ARGV[4] == 'vacant' and (tonumber(entry[10] or 0) or 0) > now then return {3} end
local token_until = now + tonumber(ARGV[2])
redis.call('HSET', KEYS[1], 'token', ARGV[1], 'token_until', string.format('%.0f', token_until))
redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', math.max(token_until, stale_until)))
return {1}
