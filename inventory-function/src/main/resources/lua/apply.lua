--[=[
  Follows the movements of one pool that PostgreSQL committed, each once and without a gap.

    KEYS[1]  pool:{id}     hash  see admit
    KEYS[2]  pending:{id}  hash  see admit
    KEYS[3]  decided:{id}  hash  see admit
    KEYS[4]  buyers:{id}   hash  see admit
    ARGV[1]  JSON          [[seq, change of held + sold, change of total, [[order id, user id, quantity, state], ...]], ...],
                           by seq, at most 1,000 orders in all

    returns  >= 0  the last seq that was ever applied: whoever feeds goes on with the next
             -1    nothing is loaded here; nothing changed
]=]
local pool, pending, decided, buyers = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local movements = cjson.decode(ARGV[1])

local applied = tonumber(redis.call('HGET', pool, 'applied'))
if not applied then return -1 end
local expires = redis.call('HGET', pool, 'expires')

-- Nothing may be -0, which Redis takes for no number.
local function buys(user, units)
  if user ~= cjson.null and units ~= 0 and redis.call('HINCRBY', buyers, user, units) <= 0 then
    redis.call('HDEL', buyers, user)
  end
end

-- An order leaves what is pending for what is decided; answers the units that waited.
local function decide(order)
  local entry = redis.call('HGET', pending, order)
  if not entry then
    redis.call('HSETNX', decided, order, ':')
    return 0
  end
  local quantity, _, poll, fingerprint = string.match(entry, '^(%d+):(%d+):(%d+):(%x*):')
  redis.call('HDEL', pending, order)
  redis.call('HINCRBY', pool, 'pending', -quantity)
  redis.call('HSET', decided, order, poll .. ':' .. fingerprint)
  return tonumber(quantity)
end

local function follow(order, user, quantity, state)
  if state == 'HELD' then
    buys(user, quantity - decide(order))
  elseif state == 'REJECTED' or state == 'EXPIRED' then
    buys(user, -decide(order))
  elseif state == 'RELEASED' or state == 'RETURNED' then
    buys(user, -quantity)
  end
end

for _, movement in ipairs(movements) do
  local seq, durable, total, changes = unpack(movement)
  if seq == applied + 1 then
    for _, change in ipairs(changes) do
      follow(unpack(change))
    end
    redis.call('HINCRBY', pool, 'durable', durable)
    redis.call('HINCRBY', pool, 'total', total)
    redis.call('HSET', pool, 'applied', seq) -- At once: Redis keeps what was done before an error.
    applied = seq
  end
end
redis.call('PEXPIREAT', decided, expires)
redis.call('PEXPIREAT', buyers, expires)
return applied
