-- Gives a waiting chat a fresh turn for one that got stuck. ARGV: chat, turn.
-- Returns it in a list, or an empty list where the turn is over anyway.
local c = call('HMGET', P .. 'chat:' .. ARGV[4], 'state', 'turn')
if c[1] ~= 'waiting' or c[2] ~= ARGV[5] then return {} end
return { rest(ARGV[4]) }
