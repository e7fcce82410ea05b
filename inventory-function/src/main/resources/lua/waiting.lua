--[=[
  Counts what waits in one pool: the sum that is kept beside it may have been lost, or doubled, without it.

    KEYS[1]  pool:{id}     hash  see admit
    KEYS[2]  pending:{id}  hash  see admit

    returns  {units pending as the pool has it, units of all that is pending}; both are 0 where nothing is
]=]
local pool, pending = KEYS[1], KEYS[2]

local units = 0
for _, entry in ipairs(redis.call('HVALS', pending)) do
  units = units + string.match(entry, '^%d+')
end
return {tonumber(redis.call('HGET', pool, 'pending') or 0), units}
