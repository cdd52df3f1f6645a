-- Puts a key on the list of what a chat has, and sets it. KEYS: list, key
-- (only where it lies in the list's slot). ARGV: name of the key, time it ends,
-- now, most keys of a chat, value. Returns the names that the list had no more
-- room for.
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[3])
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
local out = {}
local over = redis.call('ZCARD', KEYS[1]) - tonumber(ARGV[4])
if over > 0 then
  out = redis.call('ZRANGE', KEYS[1], 0, over - 1)
  redis.call('ZREMRANGEBYRANK', KEYS[1], 0, over - 1)
end
local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
redis.call('PEXPIRE', KEYS[1], math.max(last[2] - ARGV[3], 1))
if KEYS[2] then redis.call('SET', KEYS[2], ARGV[5], 'PX', math.max(ARGV[2] - ARGV[3], 1)) end
return out
