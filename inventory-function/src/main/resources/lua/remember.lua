--[=[
  Notes orders that PostgreSQL has decided about one pool. What more is known here of one of them stays.

    KEYS[1]  decided:{id}  hash  see admit
    ARGV[1]  JSON          [order id, fingerprint, ...], at most 1,000 orders
    ARGV[2]  number        from when on nobody needs it any more, in ms
]=]
local decided = KEYS[1]

local known = cjson.decode(ARGV[1])
for number = 1, #known, 2 do
  local order, fingerprint = known[number], known[number + 1]
  local here = redis.call('HGET', decided, order)
  if not here or here == ':' then
    redis.call('HSET', decided, order, ':' .. fingerprint)
  end
end
redis.call('PEXPIREAT', decided, ARGV[2])
