-- KEYS[1] subject; ARGV: ms in which one comes back, how many at once, 1 to take or -1 to give back.
-- Answers {0, ms until everything is back} for done, else {ms until one may be taken, ms until everything is back}.
-- What is kept is the moment at which everything is back, and no longer than until then.
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local interval, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local until_full = math.max(0, (tonumber(redis.call('GET', KEYS[1])) or 0) - now) + interval * tonumber(ARGV[3])
if until_full > interval * burst then
  return {math.ceil(until_full - interval * burst), math.ceil(until_full - interval)}
end
if until_full <= 0 then
  redis.call('UNLINK', KEYS[1])
else
  redis.call('SET', KEYS[1], string.format('%.3f', now + until_full), 'PX', math.ceil(until_full))
end
return {0, math.ceil(until_full)}
