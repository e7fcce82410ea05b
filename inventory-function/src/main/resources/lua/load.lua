--[=[
  Takes over a snapshot of one pool from PostgreSQL, if this fold has nothing, is behind, disagrees with it or with itself,
  or is beyond what PostgreSQL has. What is pending stays, because nobody else knows of it, and is counted anew.

    KEYS[1]  pool:{id}     hash  see admit
    KEYS[2]  pending:{id}  hash  see admit
    KEYS[3]  decided:{id}  hash  see admit; what the snapshot knows was added before
    KEYS[4]  buyers:{id}   hash  see admit
    ARGV[1]  JSON          [total, held + sold, seq, opens in ms, closes in ms, limit, expires in ms]
    ARGV[2]  number        applied as read before the snapshot, or -1 if there was none: a fold that is beyond the
                           snapshot is replaced only if it was so before the snapshot was taken, and has not moved since
    ARGV[3]  JSON          [user id, units, ...]: what users have, held and sold; no more of them than the pool has units
    ARGV[4]  number        decided orders that the snapshot knows and that were added before

    returns   1  loaded
              0  what is here is as good or newer; nothing changed
             -1  what was added before is not here: it was lost meanwhile; nothing changed
]=]
local pool, pending, decided, buyers = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local total, durable, seq, opens, closes, limit, expires = unpack(cjson.decode(ARGV[1]))
local seen, known = tonumber(ARGV[2]), tonumber(ARGV[4])

local entries, waiting = redis.call('HVALS', pending), 0
for _, entry in ipairs(entries) do
  waiting = waiting + string.match(entry, '^%d+')
end

local here = redis.call('HMGET', pool, 'applied', 'total', 'durable', 'opens', 'closes', 'pending')
local applied = tonumber(here[1])
local same = applied == seq and tonumber(here[2]) == total and tonumber(here[3]) == durable
  and tonumber(here[4]) == opens and tonumber(here[5]) == closes and tonumber(here[6]) == waiting
if same then return 0 end
if applied and applied > seq and not (seen > seq and seen == applied) then return 0 end
if redis.call('HLEN', decided) < known then return -1 end

redis.call('DEL', buyers)
local has = cjson.decode(ARGV[3])
for first = 1, #has, 2000 do
  redis.call('HSET', buyers, unpack(has, first, math.min(first + 1999, #has)))
end

for _, entry in ipairs(entries) do
  local quantity, user = string.match(entry, '^(%d+):%d+:%d+:%x*:(.*)$')
  redis.call('HINCRBY', buyers, user, quantity)
end

redis.call('HSET', pool, 'total', total, 'durable', durable, 'applied', seq, 'pending', waiting,
  'opens', opens, 'closes', closes, 'limit', limit, 'expires', expires)
for _, key in ipairs(KEYS) do
  redis.call('PEXPIREAT', key, expires)
end
return 1
