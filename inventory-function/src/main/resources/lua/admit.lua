--[=[
  Admits requests for units of one pool, as far as this fold of PostgreSQL's figures knows. Asking again for the same
  order changes nothing and brings the same answer.

    KEYS[1]  pool:{id}     hash  total, durable, applied, pending, opens, closes, limit, expires: absent until loaded
    KEYS[2]  pending:{id}  hash  order id -> quantity:admitted at:poll after:fingerprint:user id
    KEYS[3]  decided:{id}  hash  order id -> poll after:fingerprint; an empty fingerprint is not known any more
    KEYS[4]  buyers:{id}   hash  user id -> units pending, held and sold, a billion more if barred; a hint, PostgreSQL
                                 decides
    ARGV[1]  JSON          [[order id, user id, quantity >= 1, fingerprint, poll after in ms], ...], at most 1,000

    returns  {now in ms, units left, requests pending, then three numbers per request: code, admitted at in ms, poll after in
              ms}
    codes     1  admitted
              2  admitted before, not decided yet
              3  decided before
             -1  nothing is loaded here; nothing changed
             -2  the sale has not begun
             -3  the sale is over
             -4  the user would have more than one may
             -5  not enough left
             -6  the order id was used for another request
             -7  the user is barred from the sale
]=]
local pool, pending, decided, buyers = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local BARRED = 1e9   -- As bar has it: no pool has as many units.
local requests = cjson.decode(ARGV[1])

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local figures = redis.call('HMGET', pool, 'total', 'durable', 'pending', 'opens', 'closes', 'limit', 'expires')
local loaded = figures[1] ~= false
local left = loaded and figures[1] - figures[2] - figures[3] or 0
local opens, closes, limit = tonumber(figures[4]), tonumber(figures[5]), tonumber(figures[6])

local orders, users = {}, {}
for number, request in ipairs(requests) do
  orders[number], users[number] = request[1], request[2]
end
local waiting = redis.call('HMGET', pending, unpack(orders))
local known = redis.call('HMGET', decided, unpack(orders))
local units = redis.call('HMGET', buyers, unpack(users))

local admitted, bought = {}, {}   -- Of this call: an order or a user may stand in it more than once.
local adding, buying, total = {}, {}, 0
local replies = {now, 0, 0}

local function reply(code, at, poll)
  replies[#replies + 1], replies[#replies + 2], replies[#replies + 3] = code, at or 0, poll or 0
end

for number, request in ipairs(requests) do
  local order, user, quantity, fingerprint, poll = unpack(request)
  local earlier = admitted[order] or waiting[number]
  local has = bought[user] or tonumber(units[number] or 0)
  if not loaded then
    reply(-1)
  elseif earlier then
    local _, at, after, print = string.match(earlier, '^(%d+):(%d+):(%d+):(%x*):')
    if print == fingerprint then reply(2, tonumber(at), tonumber(after)) else reply(-6) end
  elseif known[number] then
    local after, print = string.match(known[number], '^(%d*):(%x*)$')
    if print == '' or print == fingerprint then reply(3, 0, tonumber(after) or poll) else reply(-6) end
  elseif now >= closes then   -- First: a sale that was cancelled before it opened never will.
    reply(-3)
  elseif now < opens then
    reply(-2)
  elseif has >= BARRED then
    reply(-7)
  elseif has + quantity > limit then
    reply(-4)
  elseif quantity > left then
    reply(-5)
  else
    local entry = string.format('%d:%.0f:%d:%s:%s', quantity, now, poll, fingerprint, user)
    admitted[order], bought[user] = entry, has + quantity
    left, total = left - quantity, total + quantity
    adding[#adding + 1], adding[#adding + 2] = order, entry
    reply(1, now, poll)
  end
end

if total > 0 then
  for user, has in pairs(bought) do
    buying[#buying + 1], buying[#buying + 2] = user, has
  end
  redis.call('HSET', pending, unpack(adding))
  redis.call('HSET', buyers, unpack(buying))
  redis.call('HINCRBY', pool, 'pending', total)
  redis.call('PEXPIREAT', pending, figures[7])
  redis.call('PEXPIREAT', buyers, figures[7])
end
replies[2], replies[3] = left, redis.call('HLEN', pending)
return replies
