-- KEYS[1] entry. Only reads, so that it also runs on a server whose memory is full.
-- Answers {0} for nothing, {1, now, fields...} for an entry, {2} for something that is no entry.
local time = redis.call('TIME')
local entry = redis.pcall('HMGET', KEYS[1],
  'value', 'absent', 'format', 'crc', 'stored', 'fresh_until', 'stale_until', 'load_us', 'token')
if entry.err then
  if string.sub(entry.err, 1, 9) == 'WRONGTYPE' then return {2} end
  return entry
end
if not entry[1] and not entry[2] then
  local fields = redis.call('HLEN', KEYS[1])
  if fields == 0 or (fields == 2 and entry[9]) then return {0} end
  return {2}
end
return {1, time[1] * 1000 + math.floor(time[2] / 1000),
  entry[1], entry[2], entry[3], entry[4], entry[5], entry[6], entry[7], entry[8]}
