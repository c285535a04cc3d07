-- KEYS[1] stream, KEYS[2] its life; ARGV: the life and the number of the last message that was read, how many messages are
-- answered at most, the name of a life that never was.
-- Answers {life, last number} for a gap, else {life, last number, 1, messages}.
local info = redis.call('INFO', 'replication')
if not string.find(info, 'role:master', 1, true) then
  return redis.error_reply('READONLY a replica has no feed')
end
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') .. '.' .. string.match(info, 'master_replid2:(%w+)')
  .. '.' .. string.match(info, 'second_repl_offset:(%-?%d+)')
local known = redis.call('HMGET', KEYS[2], 'run', 'name')
if known[1] ~= run or not known[2] or redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('UNLINK', KEYS[1])
  redis.call('XADD', KEYS[1], '1-1', 'message', '')
  local name = run .. ':' .. ARGV[4]
  redis.call('HSET', KEYS[2], 'run', run, 'name', name)
  return {name, 1}
end
local last
local stream = redis.call('XINFO', 'STREAM', KEYS[1])
for i = 1, #stream, 2 do
  if stream[i] == 'last-generated-id' then last = tonumber(string.match(stream[i + 1], '^1%-(%d+)$')) end
end
-- Somebody else wrote there: from now on it is another feed.
if not last then
  redis.call('UNLINK', KEYS[1])
  return redis.error_reply('ERR the feed of invalidations has an entry that Larder did not write; it begins anew')
end
local from = tonumber(ARGV[2])
local missed = last - from
if known[2] ~= ARGV[1] or missed < 0 or missed > tonumber(ARGV[3]) then return {known[2], last} end
if missed == 0 then return {known[2], last, 1} end
local entries = redis.call('XRANGE', KEYS[1], string.format('1-%.0f', from + 1), '+')
if #entries ~= missed then return {known[2], last} end
local answer = {known[2], last, 1}
for _, entry in ipairs(entries) do answer[#answer + 1] = entry[2][2] end
return answer
