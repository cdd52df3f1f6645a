-- Ends an attempt. ARGV: chat, turn, job, outcome, delay, reason, most dead
-- letters, milliseconds they are kept. Returns {0} when the job had been taken
-- over, else {1} with the chat's next turn if there is one.
--
--   done   the job goes
--   retry  the job, and with it its chat, tries again after the delay
--   aside  so does the job, but the chat's other jobs pass it
--   later  as retry, and the attempt does not count
--   dead   the job becomes a dead letter
local chat, turn, job, outcome = ARGV[4], ARGV[5], ARGV[6], ARGV[7]
local at = now + tonumber(ARGV[8])
local ready, key = P .. 'ready:' .. chat, P .. 'job:' .. job
if not holds(chat, turn) then return { 0 } end

local function bury()
  local most, kept, dead = tonumber(ARGV[10]), tonumber(ARGV[11]), P .. 'dead'
  call('HSET', key, 'died', now, 'reason', ARGV[9])
  call('PEXPIRE', key, kept)
  call('PEXPIRE', P .. 'sent:' .. job, kept)
  -- Those of one millisecond stay in the order of their numbers.
  call('ZADD', dead, string.format('%.3f', now + (tonumber(job) % 1000) / 1000), job)
  call('ZREMRANGEBYSCORE', dead, '-inf', now - kept)
  while call('ZCARD', dead) > most do
    local old = call('ZRANGE', dead, 0, 0)[1]
    call('ZREM', dead, old)
    call('DEL', P .. 'job:' .. old, P .. 'sent:' .. old)
  end
end

if outcome == 'done' or outcome == 'dead' then
  call('ZREM', ready, job)
  call('ZREM', P .. 'jobs', job)
  if outcome == 'dead' then bury() else call('DEL', key, P .. 'sent:' .. job) end
else
  call('HSET', key, 'at', at)
  if outcome == 'later' then call('HINCRBY', key, 'attempts', -1) end
  if outcome == 'aside' then
    call('ZREM', ready, job)
    call('ZADD', P .. 'open:' .. chat, at, job)
  else
    call('HSET', P .. 'chat:' .. chat, 'hold', at)
  end
end
return { 1, rest(chat) }
