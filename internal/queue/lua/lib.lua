-- Shared by every script; Go puts it in front of them.
--
-- All keys share one hash tag, so that one script may change several of them
-- on a Cluster too. Job ids and turns are drawn from one counter and never
-- come twice.
--
--   seq            counter of job ids and turns
--   seen:UPDATE    an update that was put, for 48 hours
--   chat:CHAT      hash: state waiting|running, turn, at, hold, job
--   open:CHAT      jobs that gather or step back, by the time they are ready
--   ready:CHAT     jobs that may run, by the order in which they came
--   group:CHAT     hash: the gathering job of each group
--   job:ID         hash: the updates of a job and how it fares
--   sent:ID        list: what the job has sent
--   jobs           every live job, by the time it came
--   due            chats that wait, by when a worker should have come by
--   lease          chats that run, by when their worker counts as dead
--   dead           dead letters, by the time they died
--
-- A chat has at most one valid turn. A wake-up, and every change by a running
-- job, names its turn; a turn that is not the chat's own does nothing. That is
-- what makes late, lost and doubled wake-ups harmless.

local P = ARGV[1]
local GRACE, LEASE = tonumber(ARGV[2]), tonumber(ARGV[3])
local call = redis.call
local clock = call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

-- wake sees to it that a worker looks at the chat at the given time; it
-- returns the turn to be enqueued, or nothing where an earlier one will do.
local function wake(chat, at)
  local key = P .. 'chat:' .. chat
  local c = call('HMGET', key, 'state', 'at', 'hold')
  if c[1] == 'running' then return nil end
  at = math.max(at, tonumber(c[3] or 0))
  if c[1] == 'waiting' and tonumber(c[2]) <= at then return nil end
  local turn = call('INCR', P .. 'seq')
  call('HSET', key, 'state', 'waiting', 'turn', turn, 'at', at)
  call('ZADD', P .. 'due', math.max(at, now) + GRACE, chat)
  return { chat, turn, math.max(at - now, 0) }
end

-- ripen moves the jobs whose waiting is over to those that may run.
local function ripen(chat)
  local open, groups = P .. 'open:' .. chat, P .. 'group:' .. chat
  for _, job in ipairs(call('ZRANGEBYSCORE', open, '-inf', now)) do
    call('ZREM', open, job)
    call('ZADD', P .. 'ready:' .. chat, job, job)
    local group = call('HGET', P .. 'job:' .. job, 'group')
    if group and call('HGET', groups, group) == job then call('HDEL', groups, group) end
  end
end

-- rest ends whatever the chat was doing and returns its next turn, or puts an
-- empty chat away.
local function rest(chat)
  local key = P .. 'chat:' .. chat
  ripen(chat)
  call('HDEL', key, 'state', 'job')
  call('ZREM', P .. 'lease', chat)
  if call('ZCARD', P .. 'ready:' .. chat) > 0 then return wake(chat, now) end
  local first = call('ZRANGE', P .. 'open:' .. chat, 0, 0, 'WITHSCORES')
  if first[2] then return wake(chat, tonumber(first[2])) end
  call('DEL', key)
  call('ZREM', P .. 'due', chat)
  return nil
end

-- holds says whether the turn is the chat's own and its job is running.
local function holds(chat, turn)
  local c = call('HMGET', P .. 'chat:' .. chat, 'state', 'turn')
  return c[1] == 'running' and c[2] == turn
end
