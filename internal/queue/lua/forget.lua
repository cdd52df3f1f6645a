-- Erases the dead letters of a chat. ARGV: chat. Returns how many there were.
local n = 0
for _, job in ipairs(call('ZRANGE', P .. 'dead', 0, -1)) do
  if call('HGET', P .. 'job:' .. job, 'chat') == ARGV[4] then
    call('ZREM', P .. 'dead', job)
    call('DEL', P .. 'job:' .. job, P .. 'sent:' .. job)
    n = n + 1
  end
end
return n
