-- Keeps what a job sent, whoever holds it now: what is sent is sent. ARGV:
-- job, record. A job that is done needs no record.
if call('EXISTS', P .. 'job:' .. ARGV[4]) == 1 then
  return call('RPUSH', P .. 'sent:' .. ARGV[4], ARGV[5])
end
return 0
