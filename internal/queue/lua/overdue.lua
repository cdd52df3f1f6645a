-- Lists the turns for which no worker came in time. ARGV: most at once,
-- milliseconds until they are listed again.
local turns = {}
for _, chat in ipairs(call('ZRANGEBYSCORE', P .. 'due', '-inf', now, 'LIMIT', 0, ARGV[4])) do
  call('ZADD', P .. 'due', now + tonumber(ARGV[5]), chat)
  turns[#turns + 1] = { chat, tonumber(call('HGET', P .. 'chat:' .. chat, 'turn')), 0 }
end
return turns
