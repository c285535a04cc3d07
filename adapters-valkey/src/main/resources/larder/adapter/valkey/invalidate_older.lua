-- KEYS entries; more than one only where one server holds them all. ARGV: for each the version of its row after a change, ''
-- when Lua cannot count so far. A value that shows the change stays, without its token; whatever else is there goes.
-- Answers {how many stayed}.
local stayed = 0
for i, key in ipairs(KEYS) do
  local entry = redis.pcall('HMGET', key, 'value', 'version')
  if entry.err then
    if string.sub(entry.err, 1, 9) ~= 'WRONGTYPE' then return entry end
    entry = {}
  end
  local version = entry[1] and tonumber(entry[2] or '')
  local changed = tonumber(ARGV[i])
  if version and changed and version >= changed then
    redis.call('HDEL', key, 'token', 'token_until')
    stayed = stayed + 1
  else
    redis.call('UNLINK', key)
  end
end
return {stayed}
