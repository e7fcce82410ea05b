--[=[
  The clock of whoever has the key: TIME itself has none, and a cluster would send it anywhere.

    KEYS[1]  any

    returns  {seconds, microseconds}
]=]
return redis.call('TIME')
