--[=[
  Drops admissions that PostgreSQL has decided and whose movement this fold has passed without them, or that have none.

    KEYS[1]  pool:{id}     hash  see admit
    KEYS[2]  pending:{id}  hash  see admit
    KEYS[3]  decided:{id}  hash  see admit
    KEYS[4]  buyers:{id}   hash  see admit
    ARGV[1]  JSON          [[order id, seq], ...], at most 1,000: the pool's seq as read after the order's claim, because the
                           claim's movement is not beyond it; 0 for a claim without one

    returns  >= 0  how many were dropped; the others wait for apply
             -1    nothing is loaded here; nothing changed
]=]
local pool, pending, decided, buyers = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local orders = cjson.decode(ARGV[1])

local applied = tonumber(redis.call('HGET', pool, 'applied'))
if not applied then return -1 end

local dropped = 0
for _, settled in ipairs(orders) do
  local order, seq = unpack(settled)
  local entry = redis.call('HGET', pending, order)
  if entry and applied >= seq then
    local quantity, _, poll, fingerprint, user = string.match(entry, '^(%d+):(%d+):(%d+):(%x*):(.*)$')
    redis.call('HDEL', pending, order)
    redis.call('HINCRBY', pool, 'pending', -quantity)
    redis.call('HSET', decided, order, poll .. ':' .. fingerprint)
    if redis.call('HINCRBY', buyers, user, -quantity) <= 0 then
      redis.call('HDEL', buyers, user)
    end
    dropped = dropped + 1
  end
end
if dropped > 0 then
  redis.call('PEXPIREAT', decided, redis.call('HGET', pool, 'expires'))
end
return dropped
