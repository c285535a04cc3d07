-- KEYS entries; more than one only where one server holds them all. Only reads, so that it runs when the memory is full.
-- Answers {now, for each key: 0 for nothing or nothing but a reservation, 2 for what is no entry, else its fields}.
local time = redis.call('TIME')
local answer = {time[1] * 1000 + math.floor(time[2] / 1000)}
for i, key in ipairs(KEYS) do
  local entry = redis.pcall('HMGET', key,
    'value', 'absent', 'format', 'crc', 'stored', 'fresh_until', 'stale_until', 'load_us', 'version')
  if entry.err then
    if string.sub(entry.err, 1, 9) ~= 'WRONGTYPE' then return entry end
    entry = 2
  elseif not entry[1] and not entry[2] then
    local reservation = redis.call('HMGET', key, 'token', 'token_until')
    local known = (reservation[1] and 1 or 0) + (reservation[2] and 1 or 0)
    entry = redis.call('HLEN', key) == known and 0 or 2
  end
  answer[i + 1] = entry
end
return answer
