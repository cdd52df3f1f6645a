-- Keeps a running job. ARGV: chat, turn. Returns 0 when it was taken over.
if not holds(ARGV[4], ARGV[5]) then return 0 end
call('ZADD', P .. 'lease', now + LEASE, ARGV[4])
return 1
