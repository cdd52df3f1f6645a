-- Stores updates. ARGV: seconds an update is remembered, most parts, most
-- size, then of each update: id, chat, group, delay, order, size, raw.
-- Returns the turns to be enqueued.
local SEEN, PARTS, SIZE = ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6])

-- gathering finds the job of the group that still waits and has room.
local function gathering(chat, group, size)
  local job = group ~= '' and call('HGET', P .. 'group:' .. chat, group)
  if not job then return nil end
  local at = call('ZSCORE', P .. 'open:' .. chat, job)
  if not at or tonumber(at) <= now then return nil end
  local j = call('HMGET', P .. 'job:' .. job, 'parts', 'size')
  if tonumber(j[1]) >= PARTS or tonumber(j[2]) + size > SIZE then return nil end
  return job
end

local turns = {}
for i = 7, #ARGV, 7 do
  local id, chat, group, raw = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 6]
  local delay, order, size = tonumber(ARGV[i + 3]), ARGV[i + 4], tonumber(ARGV[i + 5])
  if call('SET', P .. 'seen:' .. id, '1', 'NX', 'EX', SEEN) then
    local job = gathering(chat, group, size)
    local key
    if job then
      key = P .. 'job:' .. job
      delay = math.max(delay, tonumber(call('HGET', key, 'delay')))
    else
      job = tostring(call('INCR', P .. 'seq'))
      key = P .. 'job:' .. job
      call('HSET', key, 'chat', chat, 'group', group, 'born', now, 'attempts', 0)
      call('ZADD', P .. 'jobs', now, job)
    end
    call('HINCRBY', key, 'size', size)
    if call('HINCRBY', key, 'parts', 1) >= PARTS then delay = 0 end
    local at = now + delay
    call('HSET', key, 'delay', delay, 'at', at, 'raw:' .. id, raw, 'ord:' .. id, order)
    call('ZADD', P .. 'open:' .. chat, at, job)
    if group ~= '' then call('HSET', P .. 'group:' .. chat, group, job) end
    if delay == 0 then ripen(chat) end
    local turn = wake(chat, at)
    if turn then turns[#turns + 1] = turn end
  end
end
return turns
