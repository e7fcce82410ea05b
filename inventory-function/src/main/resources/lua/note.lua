--[=[
  Notes when a ticket of which nothing is known was first asked for; of one user's in one sale so many at most.

    KEYS[1]  tickets:{sale:user}  hash  order id -> first asked for at in ms
    ARGV[1]  order id
    ARGV[2]  number        tickets that are noted at most
    ARGV[3]  number        ms for which they are remembered after the last one was noted

    returns  >= 0  when it was first asked for, in ms: now, or earlier
             -1    as many others are noted as may be; nothing changed
]=]
local tickets, order = KEYS[1], ARGV[1]

local asked = redis.call('HGET', tickets, order)
if asked then return tonumber(asked) end
if redis.call('HLEN', tickets) >= tonumber(ARGV[2]) then return -1 end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', tickets, order, string.format('%.0f', now))
redis.call('PEXPIRE', tickets, ARGV[3])
return now
