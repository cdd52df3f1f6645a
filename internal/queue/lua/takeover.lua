-- Ends the turns of workers that gave no sign of life. ARGV: most at once.
-- Returns the turns to be enqueued in their stead.
local turns = {}
for _, chat in ipairs(call('ZRANGEBYSCORE', P .. 'lease', '-inf', now, 'LIMIT', 0, ARGV[4])) do
  local turn = rest(chat)
  if turn then turns[#turns + 1] = turn end
end
return turns
