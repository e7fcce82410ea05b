--[=[
  Notes users of one pool whom PostgreSQL found barred from its sale, until the next load. A hint: who is not noted is
  found again by the next decision.

    KEYS[1]  pool:{id}     hash  see admit
    KEYS[2]  pending:{id}  hash  see admit
    KEYS[3]  decided:{id}  hash  see admit
    KEYS[4]  buyers:{id}   hash  see admit; a billion more than the units, so that these go on being counted
    ARGV[1]  JSON          [user id, ...], at most 1,000

    returns   1  noted
             -1  nothing is loaded here; nothing changed
]=]
local pool, buyers = KEYS[1], KEYS[4]
local BARRED = 1e9

local expires = redis.call('HGET', pool, 'expires')
if not expires then return -1 end

for _, user in ipairs(cjson.decode(ARGV[1])) do
  if tonumber(redis.call('HGET', buyers, user) or 0) < BARRED then
    redis.call('HINCRBY', buyers, user, BARRED)
  end
end
redis.call('PEXPIREAT', buyers, expires)
return 1
