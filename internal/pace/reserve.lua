-- Takes a place in a line in which n may pass in any span.
-- KEYS[1] the list of the latest n passes, newest first, in microseconds
-- ARGV    n, span and patience, both in microseconds
-- Gives the wait until the place; or, where that is longer than patience, the
-- wait as a negative number, and no place is taken.
local n, span, patience = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000000 + tonumber(clock[2])
local at = now
local nth = redis.call('LINDEX', KEYS[1], n - 1)
if nth then
  at = math.max(now, tonumber(nth) + span)
end
local newest = redis.call('LINDEX', KEYS[1], 0)
if newest then
  at = math.max(at, tonumber(newest)) -- nobody overtakes
end
if at - now > patience then
  return -(at - now)
end
redis.call('LPUSH', KEYS[1], string.format('%.0f', at))
redis.call('LTRIM', KEYS[1], 0, n - 1)
redis.call('PEXPIRE', KEYS[1], math.ceil((at - now + span) / 1000))
return at - now
