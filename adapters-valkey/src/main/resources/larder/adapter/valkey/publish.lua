-- KEYS[1] stream, KEYS[2] its life; ARGV: the name of a life that never was, how many messages are kept at least, messages.
-- Answers {1}.
-- A life ends with the run of the server, so that nobody goes on from a number that an old dump has given out again, and when it
-- was a replica meanwhile. Its name begins with that: run.promotion:random.
local info = redis.call('INFO', 'replication')
if not string.find(info, 'role:master', 1, true) then
  return redis.error_reply('READONLY a replica has no feed')
end
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') .. '.' .. string.match(info, 'master_replid2:(%w+)')
  .. '.' .. string.match(info, 'second_repl_offset:(%-?%d+)')
local known = redis.call('HMGET', KEYS[2], 'run', 'name')
local goes_on = known[1] == run and known[2] and redis.call('EXISTS', KEYS[1]) == 1
if not goes_on then redis.call('UNLINK', KEYS[1]) end
for i = 3, #ARGV do
  local added = redis.pcall('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], goes_on and '1-*' or '1-1', 'message', ARGV[i])
  if type(added) == 'table' and added.err then
    -- The memory is full: without the stream the next news of everybody are a gap, which says more than the message.
    redis.call('UNLINK', KEYS[1])
    return {1}
  end
  if not goes_on then
    redis.call('HSET', KEYS[2], 'run', run, 'name', run .. ':' .. ARGV[1])
    goes_on = true
  end
end
return {1}
