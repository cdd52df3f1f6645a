-- Takes the chat's next job. ARGV: chat, turn. Returns {0} where the turn is
-- over or nothing is ready, with the next turn if there is one; otherwise
-- {1, the running turn, job, milliseconds it lay ready, milliseconds since it
-- came, its fields}.
local chat, turn = ARGV[4], ARGV[5]
local key = P .. 'chat:' .. chat
local c = call('HMGET', key, 'state', 'turn', 'hold')
if c[1] ~= 'waiting' or c[2] ~= turn then return { 0 } end
ripen(chat)
local job = call('ZRANGE', P .. 'ready:' .. chat, 0, 0)[1]
if not job or tonumber(c[3] or 0) > now then return { 0, rest(chat) } end

local mine = call('INCR', P .. 'seq')
call('HSET', key, 'state', 'running', 'turn', mine, 'job', job)
call('HDEL', key, 'hold')
call('ZREM', P .. 'due', chat)
call('ZADD', P .. 'lease', now + LEASE, chat)
call('HINCRBY', P .. 'job:' .. job, 'attempts', 1)
local times = call('HMGET', P .. 'job:' .. job, 'at', 'born')
return { 1, mine, job, now - times[1], now - times[2], call('HGETALL', P .. 'job:' .. job) }
