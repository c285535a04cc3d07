-- KEYS[1] session, KEYS[2] the account's epoch.
-- Answers {} when it has ended, else {stamp, ms until it expires, ms until it ends}.
local held = redis.call('HMGET', KEYS[1], 'epoch', 'stamp', 'idle', 'ends')
if not held[1] then return {} end
if held[1] ~= redis.call('GET', KEYS[2]) then
  redis.call('UNLINK', KEYS[1])
  return {}
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local longest = tonumber(held[4]) - now
local idle = tonumber(held[3])
local left = redis.call('PTTL', KEYS[1])
local next = math.min(idle, longest)
-- A session that is used all the time is written down once in a sixtieth of its idle time.
if next - left > idle / 60 then
  redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', now + next))
  left = next
end
return {held[2], left, longest}
