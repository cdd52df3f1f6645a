-- Makes a dead letter a job again. ARGV: job. Returns {0} where there is none,
-- else {1} with the turn to be enqueued, if any.
local job, key = ARGV[4], P .. 'job:' .. ARGV[4]
if call('ZREM', P .. 'dead', job) == 0 then return { 0 } end
local chat = call('HGET', key, 'chat')
if not chat then return { 0 } end
call('PERSIST', key)
call('PERSIST', P .. 'sent:' .. job)
call('HSET', key, 'attempts', 0, 'born', now, 'at', now)
call('HDEL', key, 'died', 'reason')
call('ZADD', P .. 'jobs', now, job)
call('ZADD', P .. 'ready:' .. chat, job, job)
return { 1, wake(chat, now) }
