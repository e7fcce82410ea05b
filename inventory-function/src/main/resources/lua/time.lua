--[=[
  Tells the time of the machine that has a key: each machine of a cluster has a clock of its own.

    KEYS[1]  any key; it is not looked at

    returns  now in ms
]=]
local time = redis.call('TIME')
return time[1] * 1000 + math.floor(time[2] / 1000)
