-- KEYS[1] stream; ARGV: group, how many at most. All processes are one consumer, so that what is pending for one is pending for
-- all, and is older than what was not read yet: the answer has no gap, whoever read before and died.
-- Answers {length, for each entry: {id, epoch, product, key}}, with '' for a field that is not there.
if redis.call('EXISTS', KEYS[1]) == 0 then return {0} end
local answer = {redis.call('XLEN', KEYS[1])}
local function read(from, most)
  local command = {'XREADGROUP', 'GROUP', ARGV[1], ARGV[1], 'COUNT', most, 'STREAMS', KEYS[1], from}
  local said = redis.pcall(unpack(command))
  if said and said.err and string.sub(said.err, 1, 7) == 'NOGROUP' then
    redis.call('XGROUP', 'CREATE', KEYS[1], ARGV[1], '0')
    said = redis.pcall(unpack(command))
  end
  if said and said.err then error(said) end
  local entries = said and said[1] and said[1][2] or {}
  for _, entry in ipairs(entries) do
    if not entry[2] then
      -- Somebody deleted it after it was read.
      redis.call('XACK', KEYS[1], ARGV[1], entry[1])
    else
      local field = {}
      for i = 1, #entry[2], 2 do field[entry[2][i]] = entry[2][i + 1] end
      answer[#answer + 1] = {entry[1], field.epoch or '', field.product or '', field.key or ''}
    end
  end
  return most - #entries
end
local left = read('0', tonumber(ARGV[2]))
if left > 0 then read('>', left) end
return answer
