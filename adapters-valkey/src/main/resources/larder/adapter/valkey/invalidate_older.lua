-- KEYS[1] entry; ARGV: the version of its row after a change, '' when Lua cannot count so far.
-- Answers {0} for a value that shows the change and stays, without its token; {1} when nothing is there any more.
local entry = redis.pcall('HMGET', KEYS[1], 'value', 'version')
if entry.err then
  if string.sub(entry.err, 1, 9) ~= 'WRONGTYPE' then return entry end
  entry = {}
end
local version = entry[1] and tonumber(entry[2] or '')
local changed = tonumber(ARGV[1])
if version and changed and version >= changed then
  redis.call('HDEL', KEYS[1], 'token', 'token_until')
  return {0}
end
redis.call('UNLINK', KEYS[1])
return {1}
