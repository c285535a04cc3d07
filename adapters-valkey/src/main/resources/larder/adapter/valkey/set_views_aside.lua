-- KEYS[1] stream, KEYS[2] where what cannot be counted goes; ARGV: group, how many are kept there, ids. Answers {how many were there}.
local moved = 0
for i = 3, #ARGV do
  local entry = redis.call('XRANGE', KEYS[1], ARGV[i], ARGV[i])[1]
  if entry then
    redis.call('XADD', KEYS[2], 'MAXLEN', ARGV[2], '*', 'id', entry[1], unpack(entry[2]))
    redis.call('XDEL', KEYS[1], ARGV[i])
    moved = moved + 1
  end
  redis.call('XACK', KEYS[1], ARGV[1], ARGV[i])
end
return {moved}
