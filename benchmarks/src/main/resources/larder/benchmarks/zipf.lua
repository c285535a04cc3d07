-- Asks for /users/{id} by Zipf's law with exponent 1: the k-th of n keys with a probability in proportion to 1/k.
-- The requests are drawn before the run, so that drawing costs nothing during it.
local DRAWS = 200000
local requests = {}
local at = 0

function init(args)
  local keys, seed = tonumber(args[1]), tonumber(args[2])
  math.randomseed(seed)
  local cumulative, sum = {}, 0
  for k = 1, keys do
    sum = sum + 1 / k
    cumulative[k] = sum
  end
  local formatted = {}
  for i = 1, DRAWS do
    local target = math.random() * sum
    local low, high = 1, keys
    while low < high do
      local middle = math.floor((low + high) / 2)
      if cumulative[middle] < target then low = middle + 1 else high = middle end
    end
    -- Spread the popular ones over the ids, so that they do not share pages of the table.
    local id = (low * 7919) % keys + 1
    formatted[id] = formatted[id] or wrk.format("GET", "/users/" .. id)
    requests[i] = formatted[id]
  end
end

function request()
  at = at % DRAWS + 1
  return requests[at]
end
