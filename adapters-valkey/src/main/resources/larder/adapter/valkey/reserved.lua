-- KEYS[1] entry. Answers {1} when it holds a token that is good now, else {0}.
local time = redis.call('TIME')
local token_until = redis.pcall('HGET', KEYS[1], 'token_until')
if type(token_until) == 'table' and token_until.err then
  if string.sub(token_until.err, 1, 9) ~= 'WRONGTYPE' then return token_until end
  return {0}
end
return {(tonumber(token_until or 0) or 0) > time[1] * 1000 + math.floor(time[2] / 1000) and 1 or 0}
